import { vi } from 'vitest';

vi.mock('@/components/ui/words', () => import('./spoken'));
vi.mock('@/components/ui/all-words', () => import('./spoken'));
