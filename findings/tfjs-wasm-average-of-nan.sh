#!/usr/bin/env bash
# @tensorflow/tfjs-backend-wasm 4.22.0: the average of a window with a NaN in it is minus infinity.
#
# Usual guess: a NaN makes an average NaN, as on the cpu backend, so that a check for NaN at the end of a network finds it.
# Behaviour: tf.avgPool gives -Infinity on WASM and NaN on CPU for the same window; tf.maxPool forgets what stood
#   before the NaN in its window (the maximum of -3, 2, -1, NaN is -1), while CPU ignores the NaN. A search for NaN in what comes out
#   finds nothing.
# Source: tfjs-backend-wasm/src/cc/kernels/AvgPool.cc and MaxPool.cc make XNNPACK operators with an output range of
#   -infinity … infinity; clamping to it by max(NaN, -infinity) leaves -infinity.
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
const windows = { first: [NaN, -3, 2, -1], last: [-3, 2, -1, NaN] };
const seen = {};
for (const backend of ['cpu', 'wasm']) {
  await tf.setBackend(backend);
  for (const [name, values] of Object.entries(windows)) {
    const x = tf.tensor4d(values, [1, 2, 2, 1]);
    seen[`${backend} average, NaN ${name}`] = String(tf.avgPool(x, 2, 1, 'valid').dataSync()[0]);
    seen[`${backend} maximum, NaN ${name}`] = String(tf.maxPool(x, 2, 1, 'valid').dataSync()[0]);
  }
}
console.log(seen);
const wanted = {
  'cpu average, NaN first': 'NaN', 'cpu maximum, NaN first': '2', 'cpu average, NaN last': 'NaN', 'cpu maximum, NaN last': '2',
  'wasm average, NaN first': '-Infinity', 'wasm average, NaN last': '-Infinity',
  'wasm maximum, NaN first': '-Infinity', 'wasm maximum, NaN last': '-1',
};
const other = Object.keys(wanted).filter((key) => seen[key] !== wanted[key]);
if (other.length > 0) { console.log('changed:', other); process.exit(1); }
JS
node try.mjs
