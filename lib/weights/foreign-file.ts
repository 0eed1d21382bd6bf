/** What a file is that is no safetensors file, as its first bytes tell. */
export type ForeignKind =
  | 'git-lfs'
  | 'shard-index'
  | 'json'
  | 'web-page'
  | 'hdf5'
  | 'zip'
  | 'pytorch'
  | 'keras'
  | 'npz'
  | 'numpy'
  | 'onnx'
  | 'saved-model'
  | 'tflite'
  | 'gguf'
  | 'gzip';

/** So many bytes tell all kinds apart: the names at the head of an archive come within them. */
export const TELLING_BYTES = 4096;

const PICKLE_PROTOCOL = 0x80;

/** Field 1 of a message, a text. */
const NAME_FIELD = 0x0a;

/** Fields of a protobuf message as far as they are whole: number, wire type, and the bytes of those with a length. */
function fieldsOf(bytes: Uint8Array, most: number): readonly { field: number; wire: number; text: string }[] {
  const found: { field: number; wire: number; text: string }[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; at < bytes.length && shift < 49; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  while (at < bytes.length && found.length < most) {
    const tag = varint();
    const [field, wire] = [Math.floor(tag / 8), tag % 8];
    if (!(field > 0) || ![0, 1, 2, 5].includes(wire)) break;
    let text = '';
    if (wire === 0) varint();
    else {
      const length = wire === 2 ? varint() : wire === 1 ? 8 : 4;
      if (!(length >= 0)) break;
      text = String.fromCharCode(...bytes.subarray(at, Math.min(at + length, at + 64)));
      at += length;
    }
    found.push({ field, wire, text });
  }
  return found;
}

/**
 * ONNX ModelProto: field 1 `ir_version` is a number, field 2 `producer_name` a text, 7 the graph, 8 the opset
 * (onnx/onnx.proto). SavedModel: field 1 `saved_model_schema_version`, field 2 a MetaGraphDef, hence no printable name;
 * GraphDef: field 1 a NodeDef whose own field 1 is a name (tensorflow/core/framework/graph.proto, node_def.proto).
 */
function protobufKind(bytes: Uint8Array): 'onnx' | 'saved-model' | null {
  const [first, second] = fieldsOf(bytes, 2);
  if (!first) return null;
  if (first.field === 1 && first.wire === 0 && second?.wire === 2) {
    if (second.field === 2 && !/^[\x20-\x7e]*$/.test(second.text)) return 'saved-model';
    return [2, 3, 7, 8].includes(second.field) ? 'onnx' : null;
  }
  const isNode =
    first.field === 1 && first.wire === 2 && first.text.charCodeAt(0) === NAME_FIELD && /^..[\w/]/s.test(first.text);
  return isNode && (second === undefined || second.field <= 4) ? 'saved-model' : null;
}

/** What a zip archive holds, by the first names in it: those of PyTorch, Keras 3 and NumPy are their own. */
function zipKind(text: string): ForeignKind {
  if (/\/data\.pkl|\/byteorder/.test(text)) return 'pytorch';
  if (/metadata\.json|config\.json|model\.weights\.h5/.test(text)) return 'keras';
  if (/\.npy/.test(text)) return 'npz';
  return 'zip';
}

/** @param text the beginning of a file, each byte as one letter. */
function textKind(text: string): ForeignKind | null {
  const begin = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (begin.startsWith('version https://git-lfs')) return 'git-lfs';
  if (/^<(!doctype|html|head|body|\?xml|!--|[a-z])/i.test(begin)) return 'web-page';
  if (/^[{[]/.test(begin)) return /"weight_map"\s*:/.test(begin) ? 'shard-index' : 'json';
  return null;
}

/**
 * Tells what a file is that does not begin as a safetensors file does.
 * @param bytes its first bytes, `TELLING_BYTES` where it has as many. @returns null where they tell nothing.
 */
export function foreignKind(bytes: Uint8Array): ForeignKind | null {
  const text = Array.from(bytes.subarray(0, TELLING_BYTES), (byte) => String.fromCharCode(byte)).join('');
  const begins = (magic: string): boolean => text.startsWith(magic);
  if (begins('\x89HDF\r\n\x1a\n')) return 'hdf5';
  if (begins('PK\x03\x04') || begins('PK\x05\x06')) return zipKind(text);
  if (begins('GGUF')) return 'gguf';
  if (begins('\x93NUMPY')) return 'numpy';
  if (begins('\x1f\x8b')) return 'gzip';
  if (text.slice(4, 8) === 'TFL3') return 'tflite';
  // A pickle: a protocol of 2 to 5; before PyTorch 1.6 a checkpoint was several of them.
  if (bytes[0] === PICKLE_PROTOCOL && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 0) <= 5) return 'pytorch';
  return textKind(text) ?? protobufKind(bytes.subarray(0, TELLING_BYTES));
}
