/** A text that an earlier visit kept on this device; null where there is none or storage is denied. */
export function recall(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text for later visits where storage is allowed, else for none; null forgets it. */
export function remember(key: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, text);
  } catch {
    // It holds for this visit; nothing else is lost.
  }
}
