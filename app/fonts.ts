import localFont from 'next/font/local';

const serif = localFont({
  variable: '--face-serif',
  display: 'swap',
  src: [
    {
      path: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
      weight: '200 900',
      style: 'normal',
    },
    {
      path: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
      weight: '200 900',
      style: 'italic',
    },
  ],
});

const sans = localFont({
  variable: '--face-sans',
  display: 'swap',
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
});

const mono = localFont({
  variable: '--face-mono',
  display: 'swap',
  preload: false,
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
});

/** Class names that define the three faces; goes on <html>. */
export const fontClasses = `${serif.variable} ${sans.variable} ${mono.variable}`;
