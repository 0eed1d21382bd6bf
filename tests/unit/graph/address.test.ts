import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  checkPlaceInShape,
  formatAddress,
  formatLocalAddress,
  parseAddress,
  parseLocalAddress,
  resolvePath,
  TENSORS,
  tensorsAt,
} from '@/lib/graph/address';
import { block, chain, concat, conv, network, residual } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { modelOf, resolveAddress } from '@/lib/networks';
import { arbitraryNetwork } from './arbitrary-network';

const model = modelOf('inception-v4');
const resolve = (text: string) => {
  const { path, tensor } = parseLocalAddress(text);
  return resolvePath(model, 'inception-v4', path, tensor);
};
const failing = (text: string) => {
  try {
    resolve(text);
  } catch (error) {
    return error;
  }
  return null;
};

describe('the grammar of addresses', () => {
  it('takes every part apart', () => {
    expect(parseAddress('inception-v4:paper/features.19.branch1_1a@conv#12,3,4')).toEqual({
      network: 'inception-v4',
      variant: 'paper',
      path: 'features.19.branch1_1a',
      tensor: 'conv',
      channel: 12,
      position: { y: 3, x: 4 },
    });
    expect(parseAddress('inception-v4')).toEqual({
      network: 'inception-v4',
      variant: null,
      path: '',
      tensor: null,
      channel: null,
      position: null,
    });
  });

  it('is read back from what is written', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/);
    const path = fc.stringMatching(/^[A-Za-z0-9_.-]{0,30}$/);
    const address: fc.Arbitrary<Address> = fc
      .record({
        network: word,
        variant: fc.option(word, { nil: null }),
        path,
        tensor: fc.option(fc.constantFrom(...TENSORS), { nil: null }),
        channel: fc.option(fc.nat(), { nil: null }),
        position: fc.option(fc.record({ y: fc.nat(), x: fc.nat() }), { nil: null }),
      })
      .map((parts) => (parts.channel === null ? { ...parts, position: null } : parts));
    fc.assert(
      fc.property(address, (given) => {
        expect(parseAddress(formatAddress(given))).toEqual(given);
        const { network: _network, variant: _variant, ...local } = given;
        expect(parseLocalAddress(formatLocalAddress(local))).toEqual(local);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws anything but an error of its own', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(formatAddress(parseAddress(text)).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^address\/(syntax|no-such-tensor)$/) });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says where it goes wrong', () => {
    expect(() => parseLocalAddress('features.6 @conv')).toThrow(
      expect.objectContaining({ code: 'address/syntax', data: { text: 'features.6 @conv', at: 10 } }),
    );
    expect(() => parseLocalAddress('features.6#1,2')).toThrow(expect.objectContaining({ code: 'address/syntax' }));
    expect(() => parseAddress('Inception v4')).toThrow(expect.objectContaining({ code: 'address/syntax' }));
    expect(() => parseLocalAddress('features.6@input')).toThrow(
      expect.objectContaining({ code: 'address/no-such-tensor', data: expect.objectContaining({ tensor: 'input' }) }),
    );
  });
});

describe('what an address points at', () => {
  it('is the last tensor of a container and the ReLU of a unit', () => {
    expect(resolve('features.6').node.id).toBe('features.6');
    expect(resolve('features.6.branch1').node.id).toBe('features.6.branch1.1@relu');
    expect(resolve('features.0').node.id).toBe('features.0@relu');
    expect(resolve('features').node.id).toBe('features.21');
    expect(resolve('').node.id).toBe('softmax');
    expect(resolve('last_linear').node.id).toBe('last_linear');
  });

  it('can be a stage by its alias', () => {
    expect(resolve('stem').node.id).toBe('features.5');
    expect(resolve('inception-a').part.name).toBe('Inception-A');
    expect(resolve('head').node.id).toBe('softmax');
  });

  it('is the same by positional and by reference path', () => {
    for (const [positional, reference] of [
      ['features.19.branch1.1.branch0', 'features.19.branch1_1a'],
      ['features.19.branch2.3.branch1', 'features.19.branch2_3b'],
      ['features.3.branch0', 'features.3.maxpool'],
      ['features.5.branch0', 'features.5.conv'],
    ] as const) {
      expect(resolve(reference).part.id).toBe(positional);
      expect(resolve(`${reference}`).node).toBe(resolve(positional).node);
    }
  });

  it('can be a module inside a unit', () => {
    expect(resolve('features.0.conv').node.id).toBe('features.0@conv');
    expect(resolve('features.19.branch1_1a.bn').node.id).toBe('features.19.branch1.1.branch0@bn');
  });

  it('can be an earlier tensor', () => {
    expect(resolve('features.0@conv').node.id).toBe('features.0@conv');
    expect(resolve('features.19.branch1_1a@bn').node.id).toBe('features.19.branch1.1.branch0@bn');
    expect(resolve('features.6@concat').node.id).toBe('features.6');
    expect(failing('features.6@conv')).toMatchObject({
      code: 'address/no-such-tensor',
      data: { path: 'features.6', tensor: 'conv', known: ['concat'] },
    });
    expect(failing('global_pool@relu')).toMatchObject({ data: { known: [] } });
  });

  it('can be each tensor of a residual block', () => {
    const small = readNetwork(
      network({ x: chain(conv(4, 1), block('Block35', residual(concat(conv(1, 1), conv(2, 1))))) }),
    );
    const at = (tensor: (typeof TENSORS)[number]) => resolvePath(small, 'n', 'x.1', tensor).node.id;
    expect(at('concat')).toBe('x.1@concat');
    expect(at('sum')).toBe('x.1.conv2d');
    expect(at('scaled')).toBe('x.1@scaled');
    expect(at('add')).toBe('x.1@add');
    expect(at('relu')).toBe('x.1@relu');
    const part = small.parts.get('x.1');
    expect(part && tensorsAt(small, part)).toEqual(['concat', 'sum', 'scaled', 'add', 'relu']);
    expect(() => at('conv')).toThrow(expect.objectContaining({ code: 'address/no-such-tensor' }));
  });

  it('is unknown with the nearest that are known', () => {
    expect(failing('features.22')).toMatchObject({
      code: 'address/unknown-path',
      data: { network: 'inception-v4', path: 'features.22', near: expect.arrayContaining(['features.2']) },
    });
    expect(failing('features.19.branch1_1c')).toMatchObject({
      data: { near: expect.arrayContaining(['features.19.branch1_1a', 'features.19.branch1_1b']) },
    });
    expect(failing('last_linea')).toMatchObject({ data: { near: expect.arrayContaining(['last_linear']) } });
  });

  it('finds every part and every tensor of a network by its own address', () => {
    const check = (any: typeof model) => {
      for (const part of any.parts.values()) {
        if (part.path !== null) expect(resolvePath(any, 'any', part.path).part.id).toBe(part.id);
      }
      for (const node of any.graph.nodes.slice(1)) {
        const { path, tensor } = parseLocalAddress(node.id);
        expect(resolvePath(any, 'any', path, tensor).node.id).toBe(node.id);
      }
    };
    check(model);
    fc.assert(
      fc.property(arbitraryNetwork, (expression) => check(readNetwork(expression))),
      { numRuns: 60 },
    );
  });

  it('reaches across networks', () => {
    expect(resolveAddress('inception-v4/stem#3')).toMatchObject({
      definition: { id: 'inception-v4' },
      variant: { id: 'released' },
      part: { id: 'stem' },
      address: { channel: 3 },
    });
  });
});

describe('places in a tensor', () => {
  const check = (text: string, shape: readonly number[]) => () => checkPlaceInShape(parseLocalAddress(text), shape);

  it('end where the tensor ends', () => {
    expect(check('a#383,34,34', [35, 35, 384])).not.toThrow();
    expect(check('a', [35, 35, 384])).not.toThrow();
    expect(check('a#384', [35, 35, 384])).toThrow(
      expect.objectContaining({
        code: 'address/channel-out-of-range',
        data: { path: 'a', channel: 384, channels: 384 },
      }),
    );
    expect(check('a#0,35,0', [35, 34, 384])).toThrow(
      expect.objectContaining({
        code: 'address/position-out-of-range',
        data: { path: 'a', y: 35, x: 0, height: 35, width: 34 },
      }),
    );
    expect(check('a#0,0,34', [35, 34, 384])).toThrow(
      expect.objectContaining({ code: 'address/position-out-of-range' }),
    );
    expect(check('a#999,0,0', [1000])).not.toThrow();
    expect(check('a#999,0,1', [1000])).toThrow(expect.objectContaining({ code: 'address/position-out-of-range' }));
  });
});
