import { SITE_BASE } from '@/components/ui/site-file';

const published = (process.env.ATLAS_URL ?? 'http://localhost:3000').replace(/\/$/, '');

/**
 * Where the site is published, its base included and without a slash at the end, for what has to name whole addresses:
 * the sitemap, the translations of a page, the picture of a link. Whoever publishes it says so with ATLAS_URL when
 * building, with or without the path of ATLAS_BASE; otherwise it is where `npm start` serves.
 */
export const siteAddress = published.endsWith(SITE_BASE) ? published : published + SITE_BASE;
