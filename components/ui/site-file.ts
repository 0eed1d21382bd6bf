/** Where the site lies on its host: empty, or a path such as `/atlas` (ATLAS_BASE of the build). */
export const SITE_BASE: string = process.env.ATLAS_BASE ?? '';

/**
 * The address of a file or page of the site for what does not go through the framework's links: pictures, plain links,
 * requests. @param path from the root of the site, `/samples/coffee.jpg`.
 */
export const siteFile = (path: string): string => SITE_BASE + path;
