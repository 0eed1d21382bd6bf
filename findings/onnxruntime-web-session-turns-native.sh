#!/usr/bin/env bash
# onnxruntime-web 1.30.0 beside onnxruntime-node 1.30.0: a session of the one is silently computed by the other.
#
# Usual guess: two packages are two engines, so that a test that runs a model in both compares WebAssembly with native code.
# Behaviour: once onnxruntime-node was required, InferenceSession.create of onnxruntime-web without `executionProviders` gives a
#   native session: such a test compares the native engine with itself. `executionProviders: ['wasm']` gives WebAssembly.
# Source: both register their backends in the one onnxruntime-common that they share; onnxruntime-node's 'cpu' has priority 100
#   and that of the web 10 (onnxruntime/js/web/lib/index.ts, js/node/lib/index.ts).
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
ONNXRUNTIME_NODE_INSTALL=skip npm install --silent --no-audit --no-fund --ignore-scripts \
  onnxruntime-web@1.30.0 onnxruntime-node@1.30.0
cat > try.cjs <<'JS'
// A model of one Identity, x → y, one float, opset 13, byte by byte.
const part = (field, bytes) => Buffer.concat([Buffer.from([(field << 3) | 2, bytes.length]), bytes]);
const number = (field, value) => Buffer.from([field << 3, value]);
const text = (field, value) => part(field, Buffer.from(value));
const type = part(1, Buffer.concat([number(1, 1), part(2, part(1, number(1, 1)))]));
const info = (name) => Buffer.concat([text(1, name), part(2, type)]);
const node = Buffer.concat([text(1, 'x'), text(2, 'y'), text(4, 'Identity')]);
const graph = Buffer.concat([part(1, node), text(2, 'g'), part(11, info('x')), part(12, info('y'))]);
const model = Buffer.concat([number(1, 8), part(7, graph), part(8, number(2, 13))]);

const web = require('onnxruntime-web');
web.env.wasm.numThreads = 1;
web.env.logLevel = 'error';
const engineOf = async (options) => {
  const session = await web.InferenceSession.create(new Uint8Array(model), options);
  const { y } = await session.run({ x: new web.Tensor('float32', [3], [1]) });
  if (y.data[0] !== 3) throw new Error('another answer');
  return session.handler.constructor.name === 'OnnxruntimeSessionHandler' ? 'native' : 'WebAssembly';
};
(async () => {
  const seen = { alone: await engineOf() };
  require('onnxruntime-node');
  seen['beside onnxruntime-node'] = await engineOf();
  seen['asked for wasm'] = await engineOf({ executionProviders: ['wasm'] });
  console.log(seen);
  const right = seen.alone === 'WebAssembly' && seen['beside onnxruntime-node'] === 'native' && seen['asked for wasm'] === 'WebAssembly';
  process.exit(right ? 0 : 1);
})();
JS
node try.cjs
