/** The photographs that come with the site (`public/samples`, rights in LICENSES.md there); the first is the default. */
export const SAMPLES = ['chelsea', 'coffee', 'astronaut', 'rocket', 'hubble_deep_field'] as const;
export type Sample = (typeof SAMPLES)[number];

export const DEFAULT_SAMPLE: Sample = SAMPLES[0];

/** Where a sample lies on the site, from its root. */
export const samplePath = (sample: Sample): string => `/samples/${sample}.jpg`;
