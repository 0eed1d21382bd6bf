const spaced = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');

/** JSON that a person can read and `grep` can search: lists of objects with one object a line. */
export function formatJson(value: object): string {
  const entries = Object.entries(value).map(([key, entry]) => {
    const rows = Array.isArray(entry) && entry.some((item) => typeof item === 'object');
    const text = rows
      ? `[\n${(entry as unknown[]).map((item) => `    ${spaced(item)}`).join(',\n')}\n  ]`
      : spaced(entry);
    return `  ${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}
