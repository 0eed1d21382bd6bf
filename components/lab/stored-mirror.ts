const KEY = 'atlas-weights-mirror';

/** The mirror of an earlier visit; null where there is none or storage is denied. */
export function storedMirror(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps a mirror for later visits where storage is allowed; null forgets it. */
export function storeMirror(mirror: string | null): void {
  try {
    if (mirror === null) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, mirror);
  } catch {
    // It holds for this visit; nothing else is lost.
  }
}
