import type { PictureNote } from '@/lib/picture/image';

/** What is said beside a picture, on the page. */
export const pictureNotes: Readonly<Record<PictureNote, string>> = {
  'first-frame': '文件里不止一张图，例如动画：只取第一张。',
  rotated: '已按相机记录的方向转正。',
  'profile-ignored': '没有套用文件自带的颜色配置：读取的是存储的数值，与 Pillow 相同。',
  'alpha-on-white': '透明的部分垫上了白色。',
  grey: '这是一张灰度图：网络的红、绿、蓝三个通道得到相同的值。',
  enlarged: '图片比网络的输入小，已放大。',
  padded: '图片比网络的输入小，四周补了黑边。',
};
