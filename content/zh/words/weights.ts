import type { ErrorWords } from '@/lib/explanation';
import { FLOATS } from '@/lib/weights/dtypes';
import type { WeightErrors } from '@/lib/weights/errors';
import type { ForeignKind } from '@/lib/weights/foreign-file';

const shape = (extents: readonly number[]): string => extents.join('×') || '单个数';
const integer = (count: number): string => count.toLocaleString('zh');
const bytes = (count: number): string => `${integer(count)} 字节`;
const list = (values: readonly string[]): string => values.join('、');
/** What a program said, in its own language, closed as a sentence here. */
const sentence = (reason: string): string => `${reason.replace(/\s+/g, ' ').replace(/[.。]?\s*$/, '')}。`;

const NOT_USED = '没有使用这个文件，权重保持原样。';
const NOT_A_FILE = '请选择一个 .safetensors 文件，或重新下载它。';
const SAVE_AGAIN = '请用 safetensors 库重新保存它，或选择另一个文件。';
const SAME_NETWORK = '请选择同一网络的文件。';

const NOT_LOADED = '权重没有加载；页面上的其他功能照常可用。';
const NOTHING_MIXED = '这次应答的内容完全没有使用，权重保持原样。';
const KEPT = '之前已经收到的部分保留着。';
const TRY_AGAIN = '请再试一次，或改用种子权重、自己的文件。';
const OTHER_SERVER = '请换一个地址，或先下载文件再在这里打开。';

/** 其他种类的文件，以及各自的出路。 */
const foreign: Readonly<Record<Exclude<ForeignKind, 'web-page'>, { readonly is: string; readonly next: string }>> = {
  'git-lfs': {
    is: '是 Git LFS 的指针：几行文字，代替真正的文件',
    next: '请在它的仓库里运行“git lfs pull”，或从网页下载该文件，再选择它。',
  },
  'shard-index': {
    is: '是一份拆成几个文件的权重的目录',
    next: '请选择含有所需张量的那一个分片，或者合并：用 safetensors 库全部载入，再存成一个文件。',
  },
  json: { is: '是 JSON 文本', next: '请选择它旁边的 .safetensors 文件。' },
  hdf5: {
    is: '是 HDF5 文件，Keras 这样保存（.h5）',
    next: '请在 Keras 里载入，再用 safetensors 按原名（conv2d/kernel 等）保存权重；这些名称这里认得。',
  },
  keras: {
    is: '是 Keras 的归档（.keras）',
    next: '请在 Keras 里载入，再用 safetensors 按原名（conv2d/kernel 等）保存权重；这些名称这里认得。',
  },
  pytorch: {
    is: '是 PyTorch 的检查点（.pth、.pt、.bin）',
    next: '在 Python 里：safetensors.torch.save_file(torch.load("FILE", map_location="cpu", weights_only=True), "FILE.safetensors")。',
  },
  numpy: { is: '是 NumPy 的单个数组（.npy）', next: '请选择按名称存有网络各张量的 .safetensors 文件。' },
  npz: {
    is: '是 NumPy 数组的归档（.npz）',
    next: '在 Python 里：safetensors.numpy.save_file(dict(numpy.load("FILE")), "FILE.safetensors")。',
  },
  zip: { is: '是 zip 压缩包', next: '请解压，再选择其中的 .safetensors 文件。' },
  onnx: { is: '是 ONNX 模型', next: '请把它的初始值按状态字典的名称用 safetensors 保存。' },
  'saved-model': {
    is: '是 TensorFlow 的计算图（.pb）',
    next: '请把检查点里的变量按 Keras 或 PyTorch 的名称用 safetensors 保存。',
  },
  tflite: { is: '是 TensorFlow Lite 模型', next: '请用 safetensors 保存它所依据的原模型。' },
  gguf: { is: '是 GGUF 文件，llama.cpp 读的那种', next: '请选择它所依据的 .safetensors 文件。' },
  gzip: { is: '是 gzip 压缩的', next: '请解压，再选择其中的文件。' },
};

/** Weight files (`lib/weights`), on disk and on servers. */
export const weightErrors: ErrorWords<WeightErrors> = {
  'weights/too-short': ({ name, bytes: size }) => ({
    what: `“${name}”只有 ${bytes(size)}，不足以成为一个 safetensors 文件。`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/header-length': ({ name, bytes: size }) => ({
    what: `“${name}”${size === null ? '' : `（${bytes(size)}）`}的开头不像 safetensors 文件。`,
    means: NOT_USED,
    next: '请选择一个 .safetensors 文件；PyTorch 的文件（.pth、.bin）要先转换。',
  }),
  'weights/web-page': ({ name }) => ({
    what: `“${name}”是一个网页，不是 safetensors 文件。`,
    means: '文件不存在或需要登录时，网站常常返回一个网页。',
    next: '请用浏览器打开这个地址看看说了什么，或选择另一个文件。',
  }),
  'weights/foreign': ({ name, kind }) => ({
    what: `“${name}”${foreign[kind].is}，不是 safetensors 文件。`,
    means: NOT_USED,
    next: foreign[kind].next,
  }),
  'weights/header-json': ({ name, reason }) => ({
    what: `无法读取“${name}”的文件头：${sentence(reason)}`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/header-depth': ({ name, most }) => ({
    what: `“${name}”的文件头嵌套超过 ${most} 层。`,
    means: `权重的文件头不会这样。${NOT_USED}`,
    next: NOT_A_FILE,
  }),
  'weights/duplicate-key': ({ name, key }) => ({
    what: `“${name}”的文件头里“${key}”出现了两次。`,
    means: `无法判断哪一个算数。${NOT_USED}`,
    next: SAVE_AGAIN,
  }),
  'weights/too-many-tensors': ({ name, tensors, most }) => ({
    what: `“${name}”列出了 ${integer(tensors)} 个张量；最多读取 ${integer(most)} 个。`,
    means: NOT_USED,
    next: SAME_NETWORK,
  }),
  'weights/metadata': ({ name, key }) => ({
    what: `“${name}”的元数据${key === '' ? '' : `在“${key}”处`}有误：那里只能放文本。`,
    means: NOT_USED,
    next: SAVE_AGAIN,
  }),
  'weights/entry': ({ name, key, reason }) => ({
    what: `“${name}”的条目“${key}”有误：${sentence(reason)}`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/dtype': ({ name, key, dtype, known }) => ({
    what: `“${name}”中的“${key}”是“${dtype}”类型，这种格式里没有它。`,
    means: NOT_USED,
    next: `这种格式有 ${list(known)}；请用 safetensors 库重新保存。`,
  }),
  'weights/beyond-end': ({ name, key, end, bytes: size }) => ({
    what: `“${name}”不完整：“${key}”应到第 ${integer(end)} 字节为止，而文件只有 ${bytes(size)}。`,
    means: NOT_USED,
    next: '请重新下载或复制这个文件。',
  }),
  'weights/overlap': ({ name, first, second }) => ({
    what: `“${name}”中的张量“${first}”和“${second}”占了同一处位置。`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/hole': ({ name, from, to }) => ({
    what: `“${name}”从第 ${integer(from)} 字节起，有 ${bytes(to - from)}不属于任何张量。`,
    means: `文件头与数据对不上。${NOT_USED}`,
    next: SAVE_AGAIN,
  }),
  'weights/byte-count': ({ name, key, shape: extents, dtype, wanted, found }) => ({
    what: `“${name}”中的“${key}”是 ${shape(extents)} 的 ${dtype}，应有 ${bytes(wanted)}，实际却是 ${bytes(found)}。`,
    means: NOT_USED,
    next: NOT_A_FILE,
  }),
  'weights/no-such-tensor': ({ name, key }) => ({
    what: `“${name}”里没有张量“${key}”。`,
    means: '网络在这里需要它。',
    next: SAME_NETWORK,
  }),
  'weights/lacks': ({ name, key, missing }) => ({
    what: `“${name}”里没有“${key}”${missing > 1 ? `，另外还缺少这里要用的 ${integer(missing - 1)} 个张量` : '，而这里要用它'}。`,
    means: '不读这些张量的部分可以用这个文件计算。',
    next: '请选择网络中更靠前的部分、其他权重，或含有它们的文件。',
  }),
  'weights/other-shape': ({ name, key, wanted, found }) => ({
    what: `“${name}”中的“${key}”是 ${shape(found)}；网络在这里要 ${shape(wanted)}。`,
    means: '不读它的部分可以用这个文件计算。',
    next: '请选择网络的另一部分或另一变体、其他权重，或另一个文件。',
  }),
  'weights/part-ends': ({ name, lastBlock, key }) => ({
    what: `这份训练好的权重（${name}）到 ${lastBlock} 为止。`,
    means: `你选的部分还需要“${key}”，它在后面，不在这份权重里。`,
    next: `请选择不晚于 ${lastBlock} 的部分、其他权重，或整个网络的文件。`,
  }),
  'weights/not-float': ({ name, key, dtype }) => ({
    what: `“${name}”中的“${key}”是 ${dtype} 类型的数，这里不用它计算。`,
    means: '网络在这里要读浮点数；不读这个张量的部分可以计算。',
    next: `请把它存成 ${list(FLOATS)} 之一，或选择另一个文件。`,
  }),
  'weights/not-finite': ({ name, key, at, value }) => ({
    what: `“${name}”中的“${key}”在 [${at.join(', ')}] 处是 ${value}。`,
    means: '用它算出的一切都会作废，所以没有使用。',
    next: '请选择另一个文件，或训练中更早的存档。',
  }),
  'weights/negative-variance': ({ name, key, index, value }) => ({
    what: `“${name}”中的“${key}”在第 ${integer(index)} 个位置上的方差是 ${value}。`,
    means: '方差小于零就没有平方根，所以没有使用。',
    next: '请选择另一个文件，或训练中更早的存档。',
  }),
  'weights/does-not-fit': ({ name, first, wanted, found }) => ({
    what: `“${name}”与这个网络不相配：${
      found === null
        ? `里面没有一切由此开始的“${first}”`
        : `一切由此开始的“${first}”在文件里是 ${shape(found)}，在这里是 ${shape(wanted)}`
    }。`,
    means: NOT_USED,
    next: '请选择同一网络的文件，并使用公开权重的命名。',
  }),
  'weights/other-network': ({ name, fitting, misshapen, key, wanted, found }) => ({
    what: `“${name}”是另一个网络的文件：其中与这个网络同名的张量里，${integer(misshapen)} 个形状不同，${integer(fitting)} 个相符。第一个不同的是“${key}”，文件里是 ${shape(found)}，这里是 ${shape(wanted)}。`,
    means: NOT_USED,
    next: '请选择这个文件所属的网络或变体，或选择另一个文件。',
  }),
  'weights/read-failed': ({ name, reason }) => ({
    what: `无法读取“${name}”：${sentence(reason)}`,
    means: '选中之后，它可能被移动或修改了。',
    next: '请重新选择这个文件。',
  }),
  'weights/index': ({ entry, reason }) => ({
    what: `本站的权重文件清单${entry < 0 ? '' : `在第 ${entry + 1} 项`}有误：${sentence(reason)}`,
    means: '放在本站旁边的文件暂不提供；其他权重仍可使用。',
    next: '网站的维护者可以用 npm run weights 重新生成清单。',
  }),

  'weights/bad-address': ({ text }) => ({
    what: `“${text}”不是权重文件的地址。`,
    means: NOT_LOADED,
    next: '请写成 https://…/model.safetensors；Hugging Face hub 上的仓库写成 hub:OWNER/NAME。',
  }),
  'weights/bad-mirror': ({ text }) => ({
    what: text === '' ? '没有给出地址。' : `“${text}”不是镜像的地址。`,
    means: '仍使用之前的地址。',
    next: '请写出镜像地址共同的开头，例如 https://hf-mirror.com。',
  }),
  'weights/mirror-refused': ({ host, known, secure }) => ({
    what: `本站不允许页面从 ${host} 读取。`,
    means: '这份名单由浏览器强制执行，让页面无法把任何东西发往别处；仍使用之前的地址。',
    next: secure
      ? `请在 ${host} 前面写上 https://。`
      : `请使用 ${list(known)} 或这台电脑上的服务器；也可以先下载文件，再在这里打开；网站的维护者可以把它放在本站旁边（npm run weights），或构建时设置 ATLAS_WEIGHT_HOSTS=https://${host}。`,
  }),
  'weights/unreachable': ({ name, host, reason }) => ({
    what: `请求“${name}”时 ${host} 没有应答：${sentence(reason)}`,
    means: `连不上它，或者它不允许这个页面读取它的文件。${NOT_LOADED}`,
    next: TRY_AGAIN,
  }),
  'weights/not-found': ({ name, address, status }) => ({
    what: `${address} 处没有文件“${name}”（${status}）。`,
    means: NOT_LOADED,
    next: '请检查地址。',
  }),
  'weights/denied': ({ name, host, status }) => ({
    what: `${host} 不提供“${name}”（${status}）。`,
    means: `文件不公开、需要登录，或者不存在。${NOT_LOADED}`,
    next: OTHER_SERVER,
  }),
  'weights/busy': ({ name, host, seconds }) => ({
    what: `${host} 的请求太多，现在无法发送“${name}”（429）。`,
    means: `${KEPT}${NOT_LOADED}`,
    next: seconds === null ? '请过一分钟再试。' : `请过 ${integer(seconds)} 秒再试。`,
  }),
  'weights/server-failed': ({ name, host, status }) => ({
    what: `${host} 没能发送“${name}”（${status}）。`,
    means: `问题出在服务器。${KEPT}`,
    next: TRY_AGAIN,
  }),
  'weights/unexpected-status': ({ name, host, status }) => ({
    what: `请求“${name}”时 ${host} 返回了 ${status}。`,
    means: NOT_LOADED,
    next: OTHER_SERVER,
  }),
  'weights/no-ranges': ({ name, host, bytes: size, most }) => ({
    what: `${host} 只能整个发送“${name}”${size === null ? '' : `，共 ${bytes(size)}`}。`,
    means: `这里一次只读一个块的权重；整个文件最多接受 ${bytes(most)}。`,
    next: OTHER_SERVER,
  }),
  'weights/wrong-range': ({ name, host, wanted, found }) => ({
    what: `${host} 发来的“${name}”的字节（${found}）不是所要的（${wanted}）。`,
    means: NOTHING_MIXED,
    next: OTHER_SERVER,
  }),
  'weights/wrong-length': ({ name, host, wanted }) => ({
    what: `${host} 发来的“${name}”多于所要的 ${bytes(wanted)}。`,
    means: NOTHING_MIXED,
    next: OTHER_SERVER,
  }),
  'weights/cut-off': ({ name, host, wanted, found }) => ({
    what: `与 ${host} 的连接一再中断：“${name}”的 ${bytes(wanted)}只收到 ${integer(found)}。`,
    means: NOT_LOADED,
    next: TRY_AGAIN,
  }),
  'weights/stalled': ({ name, host, seconds }) => ({
    what: `${host} 已有 ${integer(seconds)} 秒没有再发送“${name}”。`,
    means: NOT_LOADED,
    next: TRY_AGAIN,
  }),
  'weights/no-such-range': ({ name, from }) => ({
    what: `服务器上的“${name}”不到第 ${integer(from)} 字节就结束了。`,
    means: `那里的文件不完整。${NOT_LOADED}`,
    next: OTHER_SERVER,
  }),
  'weights/changed': ({ name, host }) => ({
    what: `读取期间，${host} 上的“${name}”变了。`,
    means: '两个文件的内容不能混在一起，所以不再继续读取。',
    next: '请重新打开它。',
  }),
};
