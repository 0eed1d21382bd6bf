'use client';

import dynamic from 'next/dynamic';
// With the page: a sheet that came with the script would hold up the painting of what stands in the HTML.
import '@/components/ui/segmented.module.css';
import '@/components/ui/slider.module.css';
import { loadPart } from '@/components/ui/load-part';

// In the HTML of every page that shows one, in the JavaScript of no other.
export const PaddingCalculator = dynamic(
  loadPart(() => import('./padding-calculator').then((m) => m.PaddingCalculator)),
);
export const FactorCalculator = dynamic(loadPart(() => import('./factor-calculator').then((m) => m.FactorCalculator)));
export const SizeSlider = dynamic(loadPart(() => import('./size-slider').then((m) => m.SizeSlider)));
