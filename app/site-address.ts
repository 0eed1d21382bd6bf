/**
 * Where the site is published, for what has to name whole addresses: the sitemap, the translations of a page, the
 * picture of a link. Whoever publishes it says so with ATLAS_URL when building; otherwise it is where `npm start` serves.
 */
export const siteAddress = process.env.ATLAS_URL ?? 'http://localhost:3000';
