import type { ByteSource } from '@/lib/weights/byte-source';
import { weightError } from '@/lib/weights/errors';
import { openHttpSource } from '@/lib/weights/http-source';
import { HUB, hubAddress, parseHubPlace } from '@/lib/weights/hub-address';
import { type PublishedWeights, publishedIn } from '@/lib/weights/sources';
import { fileSource } from './file-source';

/** Where weights are, as the command line names them. */
export interface WeightsLocation {
  readonly type: 'file' | 'address';
  /** A path or an http(s) address. */
  readonly place: string;
  /** What messages call it. */
  readonly name: string | null;
  /** What is known of a repository of the hub. */
  readonly published: PublishedWeights | null;
}

/**
 * Understands FILE, URL or hub:OWNER/NAME[@REVISION].
 * @param mirror stands for the hub; absent: what the environment names as `HF_ENDPOINT`, as for the hub's own tools.
 * @throws `weights/bad-address`.
 */
export function locateWeights(text: string, mirror: string | undefined): WeightsLocation {
  const place = parseHubPlace(text);
  if (place) {
    const published = publishedIn(place.repository);
    const base = mirror ?? (process.env.HF_ENDPOINT || HUB);
    const address = hubAddress(place, published?.file ?? 'model.safetensors', base);
    return { type: 'address', place: address, name: place.repository, published };
  }
  if (/^https?:\/\//i.test(text)) return { type: 'address', place: text, name: null, published: null };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) throw weightError('weights/bad-address', { text });
  return { type: 'file', place: text, name: null, published: null };
}

/** What was asked of a server. */
export interface Traffic {
  readonly host: string;
  requests: number;
  bytes: number;
}

/** Weights that can be read; close them after use. `traffic` grows while they are read; null for a file. */
export interface OpenedWeights {
  readonly source: ByteSource;
  readonly traffic: Traffic | null;
  readonly close: () => Promise<void>;
}

/** @throws `activations/cannot-read`, `weights/…`. */
export async function openWeights({ type, place, name }: WeightsLocation): Promise<OpenedWeights> {
  if (type === 'file') {
    const source = await fileSource(place);
    return { source, traffic: null, close: source.close };
  }
  const traffic: Traffic = { host: URL.canParse(place) ? new URL(place).host : place, requests: 0, bytes: 0 };
  const source = await openHttpSource(place, {
    ...(name === null ? {} : { name }),
    onTransfer: (transfer) => {
      if (transfer.type === 'request') traffic.requests++;
      if (transfer.type === 'bytes') traffic.bytes += transfer.count;
    },
  });
  return { source, traffic, close: async () => {} };
}
