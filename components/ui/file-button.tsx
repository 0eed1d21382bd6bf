'use client';

import { useRef } from 'react';
import { Button } from './button';

type FileButtonProps = {
  label: string;
  /** As of `<input type="file">`. */
  accept: string;
  onFile: (file: File) => void;
  disabled?: boolean;
  /** Id of what is said beside it. */
  describedBy?: string;
};

/** A button that asks for one file of the reader's. */
export function FileButton({ label, accept, onFile, disabled, describedBy }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again after it was changed.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button aria-describedby={describedBy} disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
