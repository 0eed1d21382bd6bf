import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf, renameKey } from '@/lib/networks';
import { mix, seededInput, seededTensor, seedOf } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import facenetV1 from '../../golden/oracle/oracle-facenet-inception_resnet_v1.json';
import timmV2 from '../../golden/oracle/oracle-timm-inception_resnet_v2.json';
import timmV3 from '../../golden/oracle/oracle-timm-inception_v3.json';
import oracle from '../../golden/oracle/oracle-timm-inception_v4.json';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const bytesOf = (data: Float32Array): Uint8Array<ArrayBuffer> => new Uint8Array(data.slice().buffer);
const sha256 = (data: Float32Array): string => createHash('sha256').update(bytesOf(data)).digest('hex');

describe('the seeded recipe', () => {
  it.each([
    ['features.0.conv.weight', [32, 3, 3, 3], '82559ece', [0.523339987, -0.0432793126], '2f62f046989cd019'],
    ['features.0.bn.weight', [32], '0960fe10', [1.04309189, 0.889739633], '65cf87394770419e'],
    ['features.0.bn.bias', [32], '63744ed5', [0.0076193288, -0.00961953402], '06a9e67e4874c91d'],
    ['features.0.bn.running_mean', [32], 'ab931671', [-0.0622543246, -0.0520525053], '327dca09a5306b9a'],
    ['features.0.bn.running_var', [32], '52f84301', [1.15702271, 1.27642584], 'b59c3fe4338c8bb3'],
    ['last_linear.weight', [1000, 1536], '6f3ad563', [-0.0101503832, 0.0615756772], '1708e41c74ed67ca'],
  ])('gives the published values of %s', (key, shape, seed, head, digest) => {
    const tensor = seededTensor(key, shape);
    expect(seedOf(key).toString(16).padStart(8, '0')).toBe(seed);
    expect([...tensor.slice(0, 2)]).toEqual(head.map(Math.fround));
    expect(sha256(tensor).slice(0, 16)).toBe(digest);
  });

  it('gives the input of the oracle to the bit', () => {
    const input = seededInput(299);
    expect([...input.slice(0, 8)]).toEqual(oracle.input_head.map(Math.fround));
    expect(sha256(input)).toBe(oracle.input_sha256_299);
  });

  it('gives the positions of the oracle', () => {
    for (const stage of oracle.stages) {
      const count = stage.shape.reduce((product, extent) => product * extent, 1);
      const seed = seedOf(`pos:${stage.path}`);
      expect(
        stage.pos.map((_, j) => mix(seed, j) % count),
        stage.path,
      ).toEqual(stage.pos);
    }
  });

  /** The digests of all float32 tensors in state-dict order, and of the safetensors file that they make (RECIPE.md). */
  it.each([
    ['inception-v3', 'timm', timmV3, 95533864, '5810d0e287063899a511a7185687aac74f934a0883cc5c6ca970079a213706e3'],
    ['inception-v4', 'timm', oracle, 171064488, '0673f0dc615151a7c28b17b6654e6613986c1fd6da35e29953b861dd378e05bb'],
    [
      'inception-resnet-v2',
      'timm',
      timmV2,
      223748256,
      '1afba43c16dcd2b8897e964ceb90aeb74b530b981a0bacf9baf73e38b30d2bf5',
    ],
    [
      'inception-resnet-v2',
      'cadene',
      null,
      223748208,
      '843257ae5648452d11613042f41871a7f561d25948bd528148b3db90e80f4554',
    ],
    [
      'inception-resnet-v1',
      'facenet',
      facenetV1,
      94120472,
      '4dbe85d18606e5f063694a413383cd91267b61d9410b2e26ecb32b0cbb89b65d',
    ],
  ])(
    'gives every tensor of %s in the names of %s to the bit, and its safetensors file',
    (network, naming, reference, size, digest) => {
      const definition = findNetwork(network);
      const all = createHash('sha256');
      const made = new Map<string, Uint8Array<ArrayBuffer>>();
      const specs = stateDict(modelOf(network).graph).map((spec) => ({
        ...spec,
        key: renameKey(definition, naming, spec.key),
      }));
      for (const { key, shape, dtype } of specs) {
        if (dtype !== 'F32') continue;
        const bytes = bytesOf(seededTensor(key, shape));
        made.set(key, bytes);
        all.update(bytes);
      }
      if (reference) expect(all.digest('hex')).toBe(reference.sha256_of_f32_tensors_in_state_dict_order);

      const file = createHash('sha256');
      let length = 0;
      const tensors = specs.map(({ key, shape, dtype }) => ({
        key,
        dtype,
        shape,
        byteLength: made.get(key)?.length ?? 8,
        bytes: () => made.get(key) ?? new Uint8Array(8),
      }));
      for (const piece of safetensorsPieces(tensors)) {
        file.update(piece);
        length += piece.length;
      }
      expect(length).toBe(size);
      expect(file.digest('hex')).toBe(digest);
    },
  );
});
