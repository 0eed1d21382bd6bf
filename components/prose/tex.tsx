import katex from 'katex';
import styles from './tex.module.css';

/** 1,234 with a comma that KaTeX does not follow with a space. */
export const texNumber = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '{,}');

/** Words inside a formula. */
export const texWords = (words: string): string => `\\text{${words.replace(/[\\{}$%&#_^~]/g, '')}}`;

type TexProps = {
  /** KaTeX source. */
  tex: string;
  /** On a line of its own, scrolling by itself where it is too wide; `label` names it then. */
  display?: { readonly label: string };
};

/** A formula set at build time, with MathML for screen readers. No KaTeX reaches the browser. */
export function Tex({ tex, display }: TexProps) {
  const html = katex.renderToString(tex, { displayMode: display !== undefined, throwOnError: true, strict: 'error' });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own markup, made from our own source at build time.
  const formula = <span dangerouslySetInnerHTML={{ __html: html }} />;
  if (!display) return formula;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields, and this a formula.
    <span className={styles.display} role="group" aria-label={display.label} tabIndex={0}>
      {formula}
    </span>
  );
}
