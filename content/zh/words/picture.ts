import type { ErrorWords } from '@/lib/explanation';
import type { PictureErrors, Resemblance, UnreadKind } from '@/lib/picture/errors';

const KINDS: Readonly<Record<string, string>> = {
  jpeg: 'JPEG 图片',
  png: 'PNG 图片',
  gif: 'GIF 图片',
  webp: 'WebP 图片',
  bmp: 'BMP 图片',
  avif: 'AVIF 图片',
  heic: 'HEIC 照片',
  tiff: 'TIFF 图片',
  jxl: 'JPEG XL 图片',
  jp2: 'JPEG 2000 图片',
  ico: 'Windows 图标',
};
const kindName = (kind: string): string => KINDS[kind] ?? '图片';

const RESEMBLANCES: Readonly<Record<Resemblance, string>> = {
  text: '它看起来是文本。',
  pdf: '它看起来是 PDF 文档。',
  archive: '它看起来是压缩包。',
  video: '它看起来是视频。',
  audio: '它看起来是音频。',
  'nothing-known': '它开头的字节不属于这里认识的任何一种图片。',
};

const UNREAD: Readonly<Record<UnreadKind, string>> = {
  tiff: '能读这种扫描和印刷格式的浏览器很少；图谱的命令行可以读。',
  jxl: '这种新格式有些浏览器能读，这里的解码器还不能。',
  jp2: '除了影院、档案和医学用的软件，很少有程序能读这种格式。',
  ico: '它里面有好几张边长只有几个像素的小图，各个解码器取的并不是同一张。',
};

const count = (value: number): string => value.toLocaleString('zh');
const mebibytes = (bytes: number): string => `${count(Math.ceil(bytes / 2 ** 20))} MiB`;
const megapixels = (pixels: number): string => `${count(Math.round(pixels / 1e4))} 万像素`;

/** Pictures that are refused or lost (`lib/picture`). */
export const pictureErrors: ErrorWords<PictureErrors> = {
  'picture/empty': () => ({
    what: '这个文件是空的。',
    means: '它只有 0 字节，里面没有图片。',
    next: '请重新保存或复制这张图片，或者换一张。',
  }),
  'picture/not-a-picture': ({ resembles }) => ({
    what: '这个文件不是图片。',
    means: RESEMBLANCES[resembles],
    next: '请选择 JPEG、PNG、WebP、GIF、AVIF 或 BMP 文件。',
  }),
  'picture/truncated': ({ kind, bytes }) => ({
    what: `图片还没完，文件就结束了：这个${kindName(kind)}在 ${count(bytes)} 字节之后断了。`,
    means: '图片缺了一部分，像是下载中断造成的。',
    next: '请重新下载或复制，或者换一张。',
  }),
  'picture/too-large': ({ width, height, maxSide, maxPixels }) => ({
    what: `图片太大：${count(width)} × ${count(height)} 像素。`,
    means: `为了不耗尽内存，最多解码每边 ${count(maxSide)} 像素、总共 ${megapixels(maxPixels)}。`,
    next: '请先用别的程序缩小它；网络反正只看每边几百个像素。',
  }),
  'picture/too-heavy': ({ bytes, maxBytes }) => ({
    what: `文件太大：${mebibytes(bytes)}。`,
    means: `最大读取 ${mebibytes(maxBytes)} 的文件。`,
    next: '请把图片另存为 JPEG，或者换一张。',
  }),
  'picture/svg': () => ({
    what: '这是 SVG 矢量图，不是由像素组成的图片。',
    means: '它本身没有像素，显示成什么样取决于字体和不在文件里的其他内容。',
    next: '请把它导出为 PNG 或者截图，再选择那个文件。',
  }),
  'picture/heic': () => ({
    what: '这是 HEIC 照片，这里无法解码。',
    means: '在各种浏览器里，只有 Safari 能读 iPhone 相机的这种格式。',
    next: '请导出为 JPEG（在 Mac 上用“预览”，在 iPhone 上分享时选“兼容性最佳”），或者改用 Safari。',
  }),
  'picture/kind-unread': ({ kind }) => ({
    what: `这是 ${kindName(kind)}，这里无法解码。`,
    means: UNREAD[kind],
    next: '请用别的程序打开它，另存为 PNG，再选择那个文件。',
  }),
  'picture/undecodable': ({ kind }) => ({
    what: `这个${kindName(kind)}在这里无法解码。`,
    means: '文件内部已损坏，或者属于解码器不认识的一种变体。',
    next: '请用别的程序打开它，另存为 JPEG 或 PNG，再选择那个文件。',
  }),
  'picture/unreadable': ({ reason }) => ({
    what: `无法读取文件（${reason}）。`,
    means: '选中之后，它被移动、修改或锁定了。',
    next: '请重新选择。',
  }),
  'picture/timeout': ({ seconds }) => ({
    what: `过了 ${seconds} 秒，图片还没有准备好。`,
    means: '已放弃解码；其他功能不受影响。',
    next: '请再试一次，或者选一张小一些的图片。',
  }),
  'picture/cancelled': () => ({
    what: '因为选了新的图片，这一张被放弃了。',
    means: '没有丢失任何东西。',
    next: '如果还是想要它，请重新选择。',
  }),
  'picture/worker-failed': ({ reason }) => ({
    what: `图片解码器出了故障（${reason}）。`,
    means: '之前打开的图片还在。',
    next: '请再试一次；如果又出现，请选一张小一些的图片，或重新加载页面。',
  }),
  'picture/not-open': () => ({
    what: '这张图片已经关闭了。',
    means: '它的文件已经释放。',
    next: '请重新选择。',
  }),
  'picture/bad-preprocessing': ({ field, value }) => ({
    what: `${field} 不能是 ${value}。`,
    means: '这张图片无法为网络做准备。',
    next: '尺寸请给不小于 1 的整数像素，标准差请大于 0。',
  }),
};
