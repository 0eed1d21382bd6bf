import { vi } from 'vitest';

vi.mock('@/components/ui/words', () => import('./spoken'));
