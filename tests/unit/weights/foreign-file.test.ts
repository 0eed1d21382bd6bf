import { describe, expect, it } from 'vitest';
import { errors as englishErrors } from '@/content/en/words/every-error';
import { errors as chineseErrors } from '@/content/zh/words/every-error';
import { explain } from '@/lib/explanation';
import { memorySource } from '@/lib/weights/byte-source';
import { openSafetensors } from '@/lib/weights/safetensors';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const zip = (name: string): Uint8Array<ArrayBuffer> =>
  bytes(`PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0${String.fromCharCode(name.length)}\0\0\0${name}`);

/** What the file is, its first bytes, its kind, and what the way on must name. */
const files: readonly (readonly [string, Uint8Array<ArrayBuffer>, string, RegExp])[] = [
  ['.h5', bytes('\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0'), 'hdf5', /Keras/],
  // ir_version 8, producer_name "pytorch"
  ['.onnx of PyTorch', bytes('\x08\x08\x12\x07pytorch\x1a\x061.13.1:\x80'), 'onnx', /initializers|初始值/],
  // ir_version 7, opset_import before the graph
  ['.onnx without a producer', bytes('\x08\x07B\x04\n\0\x10\x0d:\x05\n\x03abc'), 'onnx', /initializers|初始值/],
  ['.keras', zip('metadata.json'), 'keras', /Keras/],
  ['.gguf', bytes('GGUF\x03\0\0\0\x23\x01\0\0\0\0\0\0'), 'gguf', /safetensors/],
  // GraphDef: a node named "input" of the op "Placeholder"
  ['frozen .pb', bytes('\n\x1c\n\x05input\x12\x0bPlaceholder*\x06\n\x01T\x12\x010'), 'saved-model', /TensorFlow|Keras/],
  // SavedModel: schema version 1, a MetaGraphDef
  ['saved_model.pb', bytes('\x08\x01\x12\xe9\xd1\x0a\n\x85\x08\n\x02v1'), 'saved-model', /TensorFlow|Keras/],
  ['.tflite', bytes('\x1c\0\0\0TFL3\x14\0\x20\0'), 'tflite', /safetensors/],
  ['.pth of PyTorch 1.6 and later', zip('archive/data.pkl'), 'pytorch', /save_file/],
  ['.pth before PyTorch 1.6', bytes('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.'), 'pytorch', /save_file/],
  ['.npy', bytes("\x93NUMPY\x01\0v\0{'descr': '<f4'"), 'numpy', /safetensors/],
  ['.npz', zip('weight.npy'), 'npz', /save_file/],
  ['.zip', zip('readme.txt'), 'zip', /safetensors/],
  ['.gz', bytes('\x1f\x8b\x08\0\0\0\0\0\0\x03'), 'gzip', /./],
  [
    'a pointer of Git LFS',
    bytes('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 171064488\n'),
    'git-lfs',
    /git lfs pull/,
  ],
  [
    'a shard index',
    bytes('{"metadata": {"total_size": 1}, "weight_map": {"fc.weight": "model-00001-of-00002.safetensors"}}'),
    'shard-index',
    /safetensors/,
  ],
  ['another JSON text', bytes('{"architecture": "inception_v4", "num_classes": 1000}'), 'json', /safetensors/],
];

describe('a file of another kind', () => {
  it.each(files)('%s is told by its first bytes, with the way on', async (_, content, kind, way) => {
    const error = await openSafetensors(memorySource(content, 'mine')).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'weights/foreign', data: { name: 'mine', kind }, retryable: false });
    for (const errors of [englishErrors, chineseErrors]) {
      const words = explain(errors, error);
      expect(words?.what).toContain('mine');
      expect(words?.next).toMatch(way);
    }
  });

  it('says what each is in words of its own', async () => {
    const said = await Promise.all(
      files.map(async ([, content]) => {
        const error = await openSafetensors(memorySource(content, 'mine')).catch((caught) => caught);
        return `${error.data.kind}: ${explain(englishErrors, error)?.what}`;
      }),
    );
    expect(new Set(said.map((line) => line.slice(line.indexOf(':')))).size).toBe(
      new Set(files.map(([, , kind]) => kind)).size,
    );
  });

  it('that tells nothing is what it was: no beginning of a safetensors file', async () => {
    const error = await openSafetensors(memorySource(bytes('\xfe\xff\xff\xff\xff\xff\xff\xffxyz'), 'mine')).catch(
      (caught) => caught,
    );
    expect(error).toMatchObject({ code: 'weights/header-length' });
  });
});
