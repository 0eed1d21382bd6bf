import { weightError } from './errors';

/** Where the hub is; a mirror with the same paths may stand for it. */
export const HUB = 'https://huggingface.co';

/** A repository of the hub at a branch, tag or commit. */
export interface HubPlace {
  readonly repository: string;
  readonly revision: string;
}

const NAME = '[A-Za-z0-9_-][A-Za-z0-9._-]*';
const PLACE = new RegExp(`^hub:(${NAME}/${NAME})(?:@([A-Za-z0-9_][A-Za-z0-9._/-]*))?$`);

/**
 * Reads `hub:OWNER/NAME`, or `hub:OWNER/NAME@REVISION`; without a revision the branch `main`.
 * @returns null where a text does not begin with `hub:`. @throws `weights/bad-address`.
 */
export function parseHubPlace(text: string): HubPlace | null {
  if (!text.startsWith('hub:')) return null;
  const [, repository, revision = 'main'] = PLACE.exec(text) ?? [];
  if (repository === undefined || revision.split('/').includes('..')) {
    throw weightError('weights/bad-address', { text });
  }
  return { repository, revision };
}

/**
 * The address of a file in a repository.
 * @param base the hub, or a mirror with the same paths. @throws `weights/bad-address` where it is no http(s) address.
 */
export function hubAddress({ repository, revision }: HubPlace, file: string, base: string = HUB): string {
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) {
    throw weightError('weights/bad-address', { text: base });
  }
  return `${base.replace(/\/+$/, '')}/${repository}/resolve/${encodeURIComponent(revision)}/${file}`;
}
