'use client';

import dynamic from 'next/dynamic';
// With the page: a sheet that came with the script would hold up the painting of what stands in the HTML.
import '@/components/ui/segmented.module.css';
import '@/components/ui/slider.module.css';

// In the HTML of every page that shows one, in the JavaScript of no other.
export const PaddingCalculator = dynamic(() => import('./padding-calculator').then((m) => m.PaddingCalculator));
export const FactorCalculator = dynamic(() => import('./factor-calculator').then((m) => m.FactorCalculator));
export const SizeSlider = dynamic(() => import('./size-slider').then((m) => m.SizeSlider));
