/** A file name of letters, digits, dots and dashes. @param ending without its dot. */
export const fileNameOf = (parts: readonly string[], ending: string): string =>
  `${parts
    .join('-')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')}.${ending}`;

/** Hands a file to the reader. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob once the click is handled; a while later is safe everywhere.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
