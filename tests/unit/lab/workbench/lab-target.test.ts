import { describe, expect, it } from 'vitest';
import { backendChoiceOf, kernelChoiceOf } from '@/components/lab/workbench/lab-settings';
import {
  firstPath,
  labTarget,
  partsInside,
  withChannel,
  withPath,
  withTensor,
} from '@/components/lab/workbench/lab-target';
import { modelOf } from '@/lib/networks';

const model = modelOf('inception-v4');
const target = (at: string, size = 299) => labTarget(model, 'inception-v4', at, size);

describe('what an address shows', () => {
  it('is the last tensor of a block, and the ReLU of a unit', () => {
    expect(target('features.6')).toMatchObject({ shape: [35, 35, 384], tensor: 'concat', tensors: ['concat'] });
    expect(target('features.0')).toMatchObject({
      shape: [149, 149, 32],
      tensor: 'relu',
      tensors: ['conv', 'bn', 'relu'],
    });
    expect(target('features.0@conv').node.id).toBe('features.0@conv');
  });

  it('is any branch and op, by either path', () => {
    expect(target('features.6.branch1.0').shape).toEqual([35, 35, 64]);
    expect(target('features.19.branch1_1a').node).toBe(target('features.19.branch1.1.branch0').node);
    expect(target('last_linear').shape).toEqual([1000]);
  });

  it('starts with the stem where nothing is selected', () => {
    expect(firstPath(model)).toBe('stem');
    expect(target('').shape).toEqual([35, 35, 384]);
  });

  it('refuses a channel or a place that the tensor does not have at this size', () => {
    expect(target('features.6#383,34,34').address.channel).toBe(383);
    expect(() => target('features.6#384')).toThrow(/channel-out-of-range/);
    expect(() => target('features.6#0,34,34', 139)).toThrow(/position-out-of-range/);
    expect(() => target('features.99')).toThrow(/unknown-path/);
  });

  it('takes a picture that is no square', () => {
    const wide = labTarget(model, 'inception-v4', 'features.6#0,24,36', { height: 224, width: 320 });
    expect(wide.shape).toEqual([25, 37, 384]);
  });

  it('changes one thing of an address at a time', () => {
    const { address } = target('features.0#3,4,5');
    expect(withTensor(address, 'conv')).toBe('features.0@conv#3,4,5');
    expect(withTensor(target('features.0@conv').address, null)).toBe('features.0');
    expect(withChannel(address, 7)).toBe('features.0#7');
    expect(withChannel(address, 7, { y: 1, x: 2 })).toBe('features.0#7,1,2');
    expect(withChannel(address, null)).toBe('features.0');
    expect(withPath('features.1')).toBe('features.1');
  });

  it('offers every addressable part of a block once', () => {
    const paths = partsInside(target('features.6').part).map(({ path }) => path);
    expect(paths[0]).toBe('features.6');
    expect(paths).toContain('features.6.branch2.2');
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(() => target(path ?? '')).not.toThrow();
  });
});

describe('the settings in the address of the page', () => {
  it('force a backend only by a name that there is', () => {
    expect(backendChoiceOf('wasm')).toBe('wasm');
    expect(backendChoiceOf('quantum')).toBe('auto');
    expect(backendChoiceOf(null)).toBe('auto');
    expect(kernelChoiceOf('stock')).toBe('stock');
    expect(kernelChoiceOf('others')).toBe('auto');
  });
});
