#!/usr/bin/env bash
# @tensorflow/tfjs-backend-wasm 4.22.0: a convolution of NaN is minus infinity, and 0 behind a ReLU.
#
# Usual guess: NaN goes through every op as NaN, so that a network that broke down says so at its end.
# Behaviour: on WASM tf.conv2d of a NaN gives -Infinity, fused with ReLU 0, tf.relu6 gives 0, tf.clipByValue its lower end; only
#   tf.relu keeps it. On CPU all give NaN. A network that broke down looks like a sparse one.
# Source: tfjs-backend-wasm/src/cc/conv2d_impl.cc makes every convolution an XNNPACK operator with an output range, which is
#   -infinity … infinity without an activation and 0 … infinity with ReLU; clamping by max(NaN, low) leaves the low end.
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > try.mjs <<'JS'
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
tf.enableProdMode();
const seen = {};
for (const backend of ['cpu', 'wasm']) {
  await tf.setBackend(backend);
  const x = tf.tensor4d([NaN], [1, 1, 1, 1]);
  const filter = tf.ones([1, 1, 1, 1]);
  const at = (t) => String(t.dataSync()[0]);
  seen[`${backend} fused`] = at(tf.fused.conv2d({ x, filter, strides: 1, pad: 'valid', activation: 'relu' }));
  seen[`${backend} plain`] = at(tf.conv2d(x, filter, 1, 'valid'));
  seen[`${backend} relu alone`] = at(tf.relu(x));
  seen[`${backend} relu6`] = at(tf.relu6(x));
  seen[`${backend} clipped to 2 … 3`] = at(tf.clipByValue(x, 2, 3));
}
console.log(seen);
const wanted = {
  'cpu fused': 'NaN', 'cpu plain': 'NaN', 'cpu relu alone': 'NaN', 'cpu relu6': 'NaN', 'cpu clipped to 2 … 3': 'NaN',
  'wasm fused': '0', 'wasm plain': '-Infinity', 'wasm relu alone': 'NaN', 'wasm relu6': '0', 'wasm clipped to 2 … 3': '2',
};
const other = Object.keys(wanted).filter((key) => seen[key] !== wanted[key]);
if (other.length > 0) { console.log('changed:', other); process.exit(1); }
JS
node try.mjs
