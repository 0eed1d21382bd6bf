import { Button } from '@/components/ui/button';
import type { Words } from '@/content/words-type';
import styles from './diagram.module.css';

type ZoomToolsProps = {
  words: Words['diagram']['zoom'];
  onIn: () => void;
  onOut: () => void;
  onFit: () => void;
};

const Glyph = ({ d }: { d: string }) => (
  <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" className={styles.symbol}>
    <path d={d} />
  </svg>
);

/** Minus, plus, all. */
export function ZoomTools({ words, onIn, onOut, onFit }: ZoomToolsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form.
    <div className={styles.tools} role="group" aria-label={words.tools}>
      <Button variant="quiet" icon aria-label={words.out} onClick={onOut}>
        <Glyph d="M3,8h10" />
      </Button>
      <Button variant="quiet" icon aria-label={words.in} onClick={onIn}>
        <Glyph d="M3,8h10M8,3v10" />
      </Button>
      <Button variant="quiet" icon aria-label={words.fit} onClick={onFit}>
        <Glyph d="M2,6v-4h4M10,2h4v4M14,10v4h-4M6,14h-4v-4" />
      </Button>
    </div>
  );
}
