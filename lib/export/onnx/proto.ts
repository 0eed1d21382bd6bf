import { bytesField, floatField, type Message, message, messageField, numberField, textField } from './protobuf';

/**
 * The messages of ONNX that a network needs, by the field numbers of onnx/onnx.proto (IR version 8, which goes with
 * opset 17). NCHW, float32.
 */

const FLOAT = 1;
const INT64 = 7;

/** AttributeProto.type. */
const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;

export type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** AttributeProto: a whole number, a list of them, or a float32. */
function attribute(name: string, value: Attributes[string]): Message {
  const named = textField(1, name);
  if (typeof value === 'number') return message(named, numberField(3, value), numberField(20, ATTRIBUTE.int));
  if ('float' in value) return message(named, floatField(2, value.float), numberField(20, ATTRIBUTE.float));
  return message(named, ...value.map((each) => numberField(8, each)), numberField(20, ATTRIBUTE.ints));
}

/** NodeProto: one op, named as its only output. */
export const node = (op: string, inputs: readonly string[], output: string, attributes: Attributes = {}): Message =>
  message(
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    textField(3, output),
    textField(4, op),
    ...Object.entries(attributes).map(([name, value]) => messageField(5, attribute(name, value))),
  );

/** TensorProto of float32: the bytes of the array itself, little-endian as every browser's are. */
export const tensor = (name: string, shape: readonly number[], values: Float32Array): Message =>
  message(
    ...shape.map((extent) => numberField(1, extent)),
    numberField(2, FLOAT),
    textField(8, name),
    bytesField(9, new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength)),
  );

/** TensorProto of int64, which ONNX wants for shapes. */
export function integers(name: string, values: readonly number[]): Message {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setBigInt64(8 * i, BigInt(value), true);
  });
  return message(numberField(1, values.length), numberField(2, INT64), textField(8, name), bytesField(9, bytes));
}

/** ValueInfoProto: a float32 tensor and its shape. */
export const valueInfo = (name: string, shape: readonly number[]): Message => {
  const dimensions = message(...shape.map((extent) => messageField(1, numberField(1, extent))));
  const tensorType = message(numberField(1, FLOAT), messageField(2, dimensions));
  return message(textField(1, name), messageField(2, messageField(1, tensorType)));
};

/** ModelProto around one GraphProto. */
export function model(graph: {
  readonly name: string;
  readonly nodes: readonly Message[];
  readonly initializers: readonly Message[];
  readonly inputs: readonly Message[];
  readonly outputs: readonly Message[];
}): Message {
  const graphProto = message(
    ...graph.nodes.map((each) => messageField(1, each)),
    textField(2, graph.name),
    ...graph.initializers.map((each) => messageField(5, each)),
    ...graph.inputs.map((each) => messageField(11, each)),
    ...graph.outputs.map((each) => messageField(12, each)),
  );
  const opset = message(textField(1, ''), numberField(2, 17));
  return message(
    numberField(1, 8),
    textField(2, 'Inception Atlas'),
    messageField(7, graphProto),
    messageField(8, opset),
  );
}
