import { fileURLToPath } from 'node:url';
import createMDX from '@next/mdx';
import { siteBase } from './scripts/site-base.mjs';

const base = siteBase(process.env.ATLAS_BASE);

/** @type {import('next').NextConfig} */
const nextConfig = {
  output: 'export',
  basePath: base,
  // With `output: 'export'` this names the folder of the export, not that of the build.
  ...(process.env.ATLAS_OUT ? { distDir: process.env.ATLAS_OUT } : {}),
  trailingSlash: true,
  typedRoutes: true,
  agentRules: false,
  allowedDevOrigins: ['127.0.0.1'],
  pageExtensions: ['ts', 'tsx', 'mdx'],
  images: { unoptimized: true },
  reactStrictMode: true,
  // Types are a step of `npm test`; a build is for those who want to see the site.
  typescript: { ignoreBuildErrors: true },
  // Pages tell which mirrors the content policy permits, so they know what it was made of.
  env: {
    // What the framework's own links add by themselves, pictures and requests have to add too (components/ui/site-file.ts).
    ATLAS_BASE: base,
    ATLAS_WEIGHT_HOSTS: process.env.ATLAS_WEIGHT_HOSTS ?? '',
    // Where readers report errors: the page for a new issue.
    ATLAS_REPORTS: process.env.ATLAS_REPORTS ?? '',
  },
  experimental: {
    globalNotFound: true,
    // The styles stand in the HTML, so that the first answer can be painted; hence every page shall have its own only.
    inlineCss: true,
    cssChunking: { type: 'graph', requestCost: 8000 },
  },
};

// Turbopack takes remark and rehype plugins by name or path, with options that are plain JSON.
const withMDX = createMDX({
  extension: /\.mdx$/,
  options: {
    remarkPlugins: [
      'remark-gfm',
      'remark-math',
      'remark-frontmatter',
      'remark-mdx-frontmatter',
      fileURLToPath(new URL('scripts/remark-heading-ids.mjs', import.meta.url)),
      fileURLToPath(new URL('scripts/remark-typed-numbers.mjs', import.meta.url)),
    ],
    rehypePlugins: [
      'rehype-slug',
      ['rehype-katex', { strict: false, output: 'htmlAndMathml' }],
      fileURLToPath(new URL('scripts/rehype-bind-marks.mjs', import.meta.url)),
      [
        'rehype-pretty-code',
        { theme: { light: 'github-light-high-contrast', dark: 'github-dark-dimmed' }, keepBackground: false },
      ],
    ],
  },
});

export default withMDX(nextConfig);
