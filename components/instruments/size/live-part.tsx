'use client';

import dynamic from 'next/dynamic';
import { loadPart } from '@/components/ui/load-part';

// In the HTML of every page that shows one, in the JavaScript of no other.
export const SizeSlider = dynamic(loadPart(() => import('./size-slider').then((m) => m.SizeSlider)));
