'use client';

import dynamic from 'next/dynamic';
import { loadPart } from '@/components/ui/load-part';

// In the HTML of every page that shows one, in the JavaScript of no other.
export const FactorCalculator = dynamic(loadPart(() => import('./factor-calculator').then((m) => m.FactorCalculator)));
