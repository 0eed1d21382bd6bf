import type { PreparedPicture } from '@/lib/picture/client';
import type { Put } from '@/lib/runtime/protocol';
import type { PlacedNetwork } from './state';

/** How a network is put into a session. */
export const putOf = ({ key, graph, renames, keras }: PlacedNetwork): Put => ({
  type: 'put-network',
  key,
  graph,
  renames,
  keras,
});

/** How a prepared picture is put into a session. */
export const putOfPicture = ({ key, pixels, width, height }: PreparedPicture): Put => ({
  type: 'put-picture',
  key,
  width,
  height,
  channels: 3,
  pixels,
});
