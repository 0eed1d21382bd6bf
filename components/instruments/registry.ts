// Every instrument of the articles, one a line: its folder here says what an article calls it by and holds its parts; its
// words are in content/<language>/instruments, in a file of the same name.
export { branch } from './branch/article-part';
export { exercise } from './exercise/article-part';
export { factor } from './factor/article-part';
export { padding } from './padding/article-part';
export { size } from './size/article-part';
