import type { ErrorWords } from '@/lib/explanation';
import { FLOATS } from '@/lib/weights/dtypes';
import type { WeightErrors } from '@/lib/weights/errors';
import type { ForeignKind } from '@/lib/weights/foreign-file';

const shape = (extents: readonly number[]): string => extents.join('×') || 'one number';
const integer = (count: number): string => count.toLocaleString('en');
const bytes = (count: number): string => `${integer(count)} bytes`;
const list = (values: readonly string[]): string => values.join(', ');
const sentence = (reason: string): string => reason.replace(/\s+/g, ' ').replace(/\.?\s*$/, '.');

const NOT_USED = 'The file is not used; the weights stay as they were.';
const NOT_A_FILE = 'Choose a .safetensors file, or download it again.';
const SAVE_AGAIN = 'Save it again with the safetensors library, or choose another file.';
const SAME_NETWORK = 'Choose a file of the same network.';

const NOT_LOADED = 'The weights were not loaded; everything else on the page still works.';
const NOTHING_MIXED = 'Nothing of that answer is used; the weights stay as they were.';
const KEPT = 'What had arrived before is kept.';
const TRY_AGAIN = 'Try again, or use seeded weights or a file of your own.';
const OTHER_SERVER = 'Try another address, or download the file and choose it here.';

/** Files of other kinds, each with the way on. */
const foreign: Readonly<Record<Exclude<ForeignKind, 'web-page'>, { readonly is: string; readonly next: string }>> = {
  'git-lfs': {
    is: 'is a pointer of Git LFS: a few lines that stand for the file',
    next: 'Run “git lfs pull” in its repository, or download the file from its page, and choose that.',
  },
  'shard-index': {
    is: 'is the list of a file that was split into several',
    next: 'Choose the one of its parts that holds what you need, or join them: load all with the safetensors library and save them as one.',
  },
  json: { is: 'is a JSON text', next: 'Choose the .safetensors file that lies beside it.' },
  hdf5: {
    is: 'is an HDF5 file, as Keras saves (.h5)',
    next: 'Load it in Keras and save its weights with safetensors under their names (conv2d/kernel and so on), which are understood here.',
  },
  keras: {
    is: 'is a Keras archive (.keras)',
    next: 'Load it in Keras and save its weights with safetensors under their names (conv2d/kernel and so on), which are understood here.',
  },
  pytorch: {
    is: 'is a checkpoint of PyTorch (.pth, .pt, .bin)',
    next: 'In Python: safetensors.torch.save_file(torch.load("FILE", map_location="cpu", weights_only=True), "FILE.safetensors").',
  },
  numpy: {
    is: 'is one array of NumPy (.npy)',
    next: 'Choose a .safetensors file with the tensors of the network by name.',
  },
  npz: {
    is: 'is an archive of NumPy arrays (.npz)',
    next: 'In Python: safetensors.numpy.save_file(dict(numpy.load("FILE")), "FILE.safetensors").',
  },
  zip: { is: 'is a zip archive', next: 'Unpack it and choose the .safetensors file in it.' },
  onnx: {
    is: 'is an ONNX model',
    next: 'Save its initializers with safetensors under the names of the state dict.',
  },
  'saved-model': {
    is: 'is a graph of TensorFlow (.pb)',
    next: 'Save the variables of the checkpoint with safetensors, under the names of Keras or of PyTorch.',
  },
  tflite: { is: 'is a TensorFlow Lite model', next: 'Save the model that it was made of with safetensors.' },
  gguf: {
    is: 'is a GGUF file, which llama.cpp reads',
    next: 'Choose the .safetensors file that it was made of.',
  },
  gzip: { is: 'is packed with gzip', next: 'Unpack it and choose what is in it.' },
};

/** Weight files (`lib/weights`), on disk and on servers. */
export const weightErrors: ErrorWords<WeightErrors> = {
  'weights/too-short': ({ name, bytes: size }) => ({
    what: `“${name}” holds ${bytes(size)}, too few for a safetensors file.`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/header-length': ({ name, bytes: size }) => ({
    what: `“${name}”${size === null ? '' : ` (${bytes(size)})`} does not begin as a safetensors file does.`,
    means: NOT_USED,
    next: 'Choose a .safetensors file; files of PyTorch (.pth, .bin) must be converted first.',
  }),
  'weights/web-page': ({ name }) => ({
    what: `“${name}” is a web page, not a safetensors file.`,
    means: 'A site often sends a page where a file is gone or needs a login.',
    next: 'Open the address in a browser to see what it says, or choose another file.',
  }),
  'weights/foreign': ({ name, kind }) => ({
    what: `“${name}” ${foreign[kind].is}, not a safetensors file.`,
    means: NOT_USED,
    next: foreign[kind].next,
  }),
  'weights/header-json': ({ name, reason }) => ({
    what: `The header of “${name}” cannot be read: ${sentence(reason)}`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/header-depth': ({ name, most }) => ({
    what: `The header of “${name}” is nested more than ${most} levels deep.`,
    means: `A header of weights never is. ${NOT_USED}`,
    next: NOT_A_FILE,
  }),
  'weights/duplicate-key': ({ name, key }) => ({
    what: `The header of “${name}” names “${key}” twice.`,
    means: `It is open which of the two counts. ${NOT_USED}`,
    next: SAVE_AGAIN,
  }),
  'weights/too-many-tensors': ({ name, tensors, most }) => ({
    what: `“${name}” lists ${integer(tensors)} tensors; at most ${integer(most)} are read.`,
    means: NOT_USED,
    next: SAME_NETWORK,
  }),
  'weights/metadata': ({ name, key }) => ({
    what: `The metadata of “${name}” are broken${key === '' ? '' : ` at “${key}”`}: only texts may stand there.`,
    means: NOT_USED,
    next: SAVE_AGAIN,
  }),
  'weights/entry': ({ name, key, reason }) => ({
    what: `The entry “${key}” of “${name}” is broken: ${sentence(reason)}`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/dtype': ({ name, key, dtype, known }) => ({
    what: `“${key}” in “${name}” has the type “${dtype}”, which the format does not know.`,
    means: NOT_USED,
    next: `The format knows ${list(known)}; save the file again with the safetensors library.`,
  }),
  'weights/beyond-end': ({ name, key, end, bytes: size }) => ({
    what: `“${name}” is cut off: “${key}” ends at byte ${integer(end)} of a file of ${bytes(size)}.`,
    means: NOT_USED,
    next: 'Download or copy the file again.',
  }),
  'weights/overlap': ({ name, first, second }) => ({
    what: `In “${name}” the tensors “${first}” and “${second}” lie in the same place.`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/hole': ({ name, from, to }) => ({
    what: `${bytes(to - from)} from byte ${integer(from)} of “${name}” belong to no tensor.`,
    means: `The header and the data do not go together. ${NOT_USED}`,
    next: SAVE_AGAIN,
  }),
  'weights/byte-count': ({ name, key, shape: extents, dtype, wanted, found }) => ({
    what: `“${key}” in “${name}” is ${shape(extents)} ${dtype}, ${bytes(wanted)}, but ${bytes(found)} are there.`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/no-such-tensor': ({ name, key }) => ({
    what: `“${name}” has no tensor “${key}”.`,
    means: 'The network needs it here.',
    next: SAME_NETWORK,
  }),
  'weights/lacks': ({ name, key, missing }) => ({
    what: `“${name}” has no “${key}”${missing > 1 ? ` and lacks ${integer(missing - 1)} more tensors that this needs` : ', which this needs'}.`,
    means: 'What does not read them can be computed with this file.',
    next: 'Choose an earlier part of the network, other weights, or a file that has them.',
  }),
  'weights/other-shape': ({ name, key, wanted, found }) => ({
    what: `“${key}” in “${name}” is ${shape(found)}; the network needs ${shape(wanted)} here.`,
    means: 'What does not read it can be computed with this file.',
    next: 'Choose another part or variant of the network, other weights, or another file.',
  }),
  'weights/part-ends': ({ name, lastBlock, key }) => ({
    what: `These trained weights (${name}) end with ${lastBlock}.`,
    means: `What you chose also needs “${key}”, which comes after it and is not among them.`,
    next: `Choose a part up to ${lastBlock}, other weights, or a file of the whole network.`,
  }),
  'weights/not-float': ({ name, key, dtype }) => ({
    what: `“${key}” in “${name}” holds numbers of the type ${dtype}, which are not computed with.`,
    means: 'The network reads floating point numbers here; what does not read this tensor can be computed.',
    next: `Save it as one of ${list(FLOATS)}, or choose another file.`,
  }),
  'weights/not-finite': ({ name, key, at, value }) => ({
    what: `“${key}” in “${name}” holds ${value} at [${at.join(', ')}].`,
    means: 'Everything computed with it would be lost, so it is not used.',
    next: 'Choose another file, or an earlier state of the training.',
  }),
  'weights/negative-variance': ({ name, key, index, value }) => ({
    what: `“${key}” in “${name}” holds the variance ${value} at place ${integer(index)}.`,
    means: 'A variance below zero has no square root, so it is not used.',
    next: 'Choose another file, or an earlier state of the training.',
  }),
  'weights/does-not-fit': ({ name, first, wanted, found }) => ({
    what: `“${name}” does not fit this network: ${
      found === null
        ? `it has no “${first}”, with which everything begins`
        : `“${first}”, with which everything begins, is ${shape(found)} there and ${shape(wanted)} here`
    }.`,
    means: NOT_USED,
    next: 'Choose a file of the same network, with the names of its published weights.',
  }),
  'weights/other-network': ({ name, fitting, misshapen, key, wanted, found }) => ({
    what: `“${name}” is of another network: of its tensors with names of this one, ${integer(misshapen)} have another shape and ${integer(fitting)} the right one. The first is “${key}”, ${shape(found)} there and ${shape(wanted)} here.`,
    means: NOT_USED,
    next: 'Choose the network or the variant that the file is of, or another file.',
  }),
  'weights/read-failed': ({ name, reason }) => ({
    what: `“${name}” could not be read: ${sentence(reason)}`,
    means: 'It may have been moved or changed after it was chosen.',
    next: 'Choose the file again.',
  }),
  'weights/index': ({ entry, reason }) => ({
    what: `The list of weight files of this site is broken${entry < 0 ? '' : ` at entry ${entry + 1}`}: ${sentence(reason)}`,
    means: 'The files that lie beside the site are not offered; other weights still work.',
    next: 'Whoever runs the site can write the list again with npm run weights.',
  }),

  'weights/bad-address': ({ text }) => ({
    what: `“${text}” is not the address of a weight file.`,
    means: NOT_LOADED,
    next: 'Write https://…/model.safetensors, or hub:OWNER/NAME for a repository of the Hugging Face hub.',
  }),
  'weights/bad-mirror': ({ text }) => ({
    what: text === '' ? 'No address was given.' : `“${text}” is not the address of a mirror.`,
    means: 'The address before is still in use.',
    next: 'Write the beginning that its addresses share, for instance https://hf-mirror.com.',
  }),
  'weights/mirror-refused': ({ host, known, secure }) => ({
    what: `This site does not let its pages read from ${host}.`,
    means:
      'The browser enforces that list, so that a page can send nothing elsewhere; the address before is still in use.',
    next: secure
      ? `Write https:// before ${host}.`
      : `Use ${list(known)} or a server on this machine; or download the file and open it here; whoever runs the site can put it beside the site (npm run weights), or build it with ATLAS_WEIGHT_HOSTS=https://${host}.`,
  }),
  'weights/unreachable': ({ name, host, reason }) => ({
    what: `${host} gave no answer for “${name}”: ${sentence(reason)}`,
    means: `There is no connection to it, or it does not let this page read its files. ${NOT_LOADED}`,
    next: TRY_AGAIN,
  }),
  'weights/not-found': ({ name, address, status }) => ({
    what: `There is no file “${name}” at ${address} (${status}).`,
    means: NOT_LOADED,
    next: 'Check the address.',
  }),
  'weights/denied': ({ name, host, status }) => ({
    what: `${host} does not hand out “${name}” (${status}).`,
    means: `The file is private, needs a login, or does not exist. ${NOT_LOADED}`,
    next: OTHER_SERVER,
  }),
  'weights/busy': ({ name, host, seconds }) => ({
    what: `${host} has too many requests to send “${name}” now (429).`,
    means: `${KEPT} ${NOT_LOADED}`,
    next: seconds === null ? 'Try again in a minute.' : `Try again in ${integer(seconds)} seconds.`,
  }),
  'weights/server-failed': ({ name, host, status }) => ({
    what: `${host} failed to send “${name}” (${status}).`,
    means: `The fault is at the server. ${KEPT}`,
    next: TRY_AGAIN,
  }),
  'weights/unexpected-status': ({ name, host, status }) => ({
    what: `${host} answered ${status} when “${name}” was asked for.`,
    means: NOT_LOADED,
    next: OTHER_SERVER,
  }),
  'weights/no-ranges': ({ name, host, bytes: size, most }) => ({
    what: `${host} sends “${name}” only whole${size === null ? '' : `, ${bytes(size)}`}.`,
    means: `Weights are read a block at a time; a whole file is taken up to ${bytes(most)} only.`,
    next: OTHER_SERVER,
  }),
  'weights/wrong-range': ({ name, host, wanted, found }) => ({
    what: `${host} sent other bytes of “${name}” (${found}) than those asked for (${wanted}).`,
    means: NOTHING_MIXED,
    next: OTHER_SERVER,
  }),
  'weights/wrong-length': ({ name, host, wanted }) => ({
    what: `${host} sent more of “${name}” than the ${bytes(wanted)} asked for.`,
    means: NOTHING_MIXED,
    next: OTHER_SERVER,
  }),
  'weights/cut-off': ({ name, host, wanted, found }) => ({
    what: `The connection to ${host} broke again and again: ${integer(found)} of ${bytes(wanted)} of “${name}” came.`,
    means: NOT_LOADED,
    next: TRY_AGAIN,
  }),
  'weights/stalled': ({ name, host, seconds }) => ({
    what: `${host} sent nothing more of “${name}” for ${integer(seconds)} seconds.`,
    means: NOT_LOADED,
    next: TRY_AGAIN,
  }),
  'weights/no-such-range': ({ name, from }) => ({
    what: `“${name}” ends before byte ${integer(from)} on its server.`,
    means: `The file there is cut off. ${NOT_LOADED}`,
    next: OTHER_SERVER,
  }),
  'weights/changed': ({ name, host }) => ({
    what: `“${name}” changed on ${host} while it was being read.`,
    means: 'Parts of two files must not be mixed, so nothing more of it is read.',
    next: 'Open it again.',
  }),
};
