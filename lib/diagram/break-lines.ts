import { textWidth } from './text-metrics';

/**
 * Breaks a name into lines that are no wider than the room, after spaces and hyphens; a piece that is wider by itself
 * keeps a line of its own.
 * @param size font size in px. @param room in px.
 */
export function breakLines(text: string, size: number, room: number): readonly string[] {
  const pieces = text.split(/(?<=[ -])/);
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth((last + piece).trimEnd(), size) <= room) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}
