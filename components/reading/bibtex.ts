/** What a BibTeX entry of a page needs. */
export interface PageReference {
  readonly slug: string;
  readonly title: string;
  readonly site: string;
  readonly authors: string;
  /** The address of the page as the reader has it. */
  readonly url: string;
  /** The day of reading. */
  readonly day: Date;
}

/** Characters that mean something to TeX. */
const escaped = (text: string): string => text.replace(/[&%$#_]/g, (character) => `\\${character}`);

/** `@misc` with the day of reading: the page may change. */
export function pageBibtex({ slug, title, site, authors, url, day }: PageReference): string {
  const year = day.getUTCFullYear();
  return `@misc{atlas-${slug},
  title        = {${escaped(title)}},
  author       = {${authors}},
  howpublished = {${escaped(site)}},
  year         = {${year}},
  url          = {${url}},
  note         = {Accessed ${day.toISOString().slice(0, 10)}}
}`;
}

/** The paper, as its proceedings have it. */
export const PAPER_BIBTEX = `@inproceedings{szegedy2017inception,
  title     = {Inception-v4, {Inception-ResNet} and the Impact of Residual Connections on Learning},
  author    = {Szegedy, Christian and Ioffe, Sergey and Vanhoucke, Vincent and Alemi, Alexander A.},
  booktitle = {Proceedings of the Thirty-First {AAAI} Conference on Artificial Intelligence},
  year      = {2017},
  eprint    = {1602.07261},
  archiveprefix = {arXiv}
}`;
