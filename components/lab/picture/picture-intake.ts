'use client';

import { useEffect, useRef, useState } from 'react';

/** The first file of a drop or paste; null where there is none (text, a link). */
export function fileOf(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find((file) => file.type.startsWith('image/')) ?? files[0] ?? null;
}

/** Whether a drag holds files; its files themselves are known only at the drop. */
const holdsFiles = (data: DataTransfer | null): boolean => [...(data?.types ?? [])].includes('Files');

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/**
 * Pictures that are pasted anywhere on the page, or dropped on an element.
 * @param onFile a picture, or null where something else was pasted or dropped.
 * @returns whether a file is being dragged over the element, and the props of that element.
 */
export function usePictureIntake(enabled: boolean, onFile: (file: File | null, how: 'paste' | 'drop') => void) {
  const latest = useRef(onFile);
  latest.current = onFile;
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || takesText(event.target)) return;
      const file = fileOf(event.clipboardData);
      if (!file) return;
      event.preventDefault();
      latest.current(file, 'paste');
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [enabled]);

  return {
    over,
    dropProps: {
      onDragOver(event: React.DragEvent) {
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave(event: React.DragEvent) {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setOver(false);
      },
      onDrop(event: React.DragEvent) {
        event.preventDefault();
        setOver(false);
        latest.current(fileOf(event.dataTransfer), 'drop');
      },
    },
  };
}
