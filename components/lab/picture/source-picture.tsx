'use client';

import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react';
import { BitmapCanvas } from '@/components/lab/maps/bitmap-canvas';
import type { ChosenPicture } from '@/components/lab/workbench/state';
import { useAllWords } from '@/components/ui/all-words';
import { type Frame, keyMove, movedCrop } from './crop-frame';
import styles from './picture.module.css';

type SourcePictureProps = {
  picture: ChosenPicture;
  frame: Frame;
  /** Called once when a move ends. */
  onCrop: (place: { x: number; y: number }) => void;
};

/** Arrow keys come in bursts: the crop is prepared when they pause. */
const KEY_PAUSE_MS = 250;

/** The whole picture with the square that the network sees; the square moves by pointer and arrow keys. */
export function SourcePicture({ picture, frame, onCrop }: SourcePictureProps) {
  const words = useAllWords().lab.picture;
  const box = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<{ x: number; y: number } | null>(null);
  const drag = useRef<{ x: number; y: number; frame: Frame } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a frame that came from outside ends the draft.
  useEffect(() => setDraft(null), [frame.x, frame.y, frame.width, picture.id]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const { width, height } = picture;
  const shown = { ...frame, ...draft };
  const movable = width - frame.width >= 1 || height - frame.height >= 1;
  const percent = (value: number, of: number) => `${(100 * value) / of}%`;
  const style: CSSProperties = {
    left: percent(shown.x, width),
    top: percent(shown.y, height),
    width: percent(shown.width, width),
    height: percent(shown.height, height),
  };

  function down(event: PointerEvent<HTMLButtonElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, frame: shown };
  }

  function move(event: PointerEvent<HTMLButtonElement>) {
    const from = drag.current;
    const scale = width / (box.current?.clientWidth || width);
    if (!from) return;
    setDraft(movedCrop(from.frame, (event.clientX - from.x) * scale, (event.clientY - from.y) * scale, width, height));
  }

  function up() {
    if (drag.current && draft) onCrop(draft);
    drag.current = null;
  }

  return (
    <div className={styles.sourceFrame}>
      <div
        ref={box}
        className={styles.source}
        data-tour="crop"
        style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height } as CSSProperties}
      >
        <BitmapCanvas bitmap={picture.preview} />
        <button
          type="button"
          className={styles.crop}
          style={style}
          aria-label={movable ? words.crop : words.cropFixed}
          title={movable ? words.crop : words.cropFixed}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={() => {
            drag.current = null;
            setDraft(null);
          }}
          onKeyDown={(event) => {
            const step = keyMove(event.key, event.shiftKey, shown, width, height);
            if (!step) return;
            event.preventDefault();
            const next = movedCrop(shown, step.dx, step.dy, width, height);
            setDraft(next);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => onCrop(next), KEY_PAUSE_MS);
          }}
        />
      </div>
    </div>
  );
}
