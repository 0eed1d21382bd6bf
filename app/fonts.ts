import localFont from 'next/font/local';

// The files are cut from those of @fontsource-variable by scripts/subset-fonts.mjs.

/**
 * Two files make the serif, so its name is given here and in tokens.css. Both are asked for ahead: an article opens with
 * its question in italics. The variable has the face of the system, made as wide, for the moments before.
 */
const serif = localFont({
  variable: '--face-serif',
  display: 'swap',
  src: './fonts/serif.woff2',
  weight: '400 700',
  style: 'normal',
  adjustFontFallback: 'Times New Roman',
  declarations: [{ prop: 'font-family', value: 'Atlas Serif' }],
});

const serifItalic = localFont({
  variable: '--face-serif-italic',
  display: 'swap',
  src: './fonts/serif-italic.woff2',
  weight: '400 700',
  style: 'italic',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: 'Atlas Serif' }],
});

const sans = localFont({
  variable: '--face-sans',
  display: 'swap',
  src: './fonts/sans.woff2',
  weight: '400 700',
});

const mono = localFont({
  variable: '--face-mono',
  display: 'swap',
  preload: false,
  src: './fonts/mono.woff2',
  weight: '400 700',
});

/** Class names that define the faces; goes on <html>. */
export const fontClasses = `${serif.variable} ${serifItalic.variable} ${sans.variable} ${mono.variable}`;
