/**
 * Protocol Buffers as far as a model file needs them (protobuf.dev/programming-guides/encoding): numbers, float32,
 * texts, bytes and messages in messages. A message is a list of pieces and not one array, so that the weights of a
 * network are written without a second copy of them.
 */
export interface Message {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly byteLength: number;
}

const WIRE = {
  varint: 0,
  bytes: 2,
  fixed32: 5,
} as const;

/** Seven bits a byte, the lowest first; exact up to 2⁵³. */
function varint(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no number of this format`);
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

const tag = (field: number, wire: (typeof WIRE)[keyof typeof WIRE]): number[] => varint(field * 8 + wire);

const piece = (bytes: Uint8Array<ArrayBuffer>): Message => ({ pieces: [bytes], byteLength: bytes.byteLength });

/** Several fields one after the other. */
export function message(...fields: readonly Message[]): Message {
  return {
    pieces: fields.flatMap(({ pieces }) => pieces),
    byteLength: fields.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

/** A whole number from 0 on. */
export const numberField = (field: number, value: number): Message =>
  piece(Uint8Array.from([...tag(field, WIRE.varint), ...varint(value)]));

/** A float32. */
export function floatField(field: number, value: number): Message {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message(piece(Uint8Array.from(tag(field, WIRE.fixed32))), piece(bytes));
}

/** A message in a message. */
export const messageField = (field: number, inner: Message): Message =>
  message(piece(Uint8Array.from([...tag(field, WIRE.bytes), ...varint(inner.byteLength)])), inner);

export const bytesField = (field: number, bytes: Uint8Array<ArrayBuffer>): Message => messageField(field, piece(bytes));

export const textField = (field: number, text: string): Message => bytesField(field, new TextEncoder().encode(text));

/** The message as one array. */
export function joined({ pieces, byteLength }: Message): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteLength);
  let at = 0;
  for (const each of pieces) {
    bytes.set(each, at);
    at += each.byteLength;
  }
  return bytes;
}
