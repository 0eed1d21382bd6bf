#!/usr/bin/env bash
# @tensorflow/tfjs-backend-wasm 4.22.0: the mean of twenty million ones is 0.84.
#
# Usual guess: a mean of equal numbers is that number, within rounding of the last digit, however many there are.
# Behaviour: tf.sum adds one number after the other into a float32, which stands still at 2^24 = 16,777,216 when ones are
#   added; tf.mean divides that by the count. The cpu backend adds in float64 and gives 1. Means of large maps drift the same
#   way, less visibly.
# Source: tfjs-backend-wasm/src/cc/kernels/Sum.cc (one float accumulator for each result).
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
  const ones = tf.ones([20_000_000]);
  seen[`${backend} sum`] = tf.sum(ones).dataSync()[0];
  seen[`${backend} mean`] = Number(tf.mean(ones).dataSync()[0].toFixed(3));
}
console.log(seen);
const wanted = { 'cpu sum': 20_000_000, 'cpu mean': 1, 'wasm sum': 16_777_216, 'wasm mean': 0.839 };
const other = Object.keys(wanted).filter((key) => seen[key] !== wanted[key]);
if (other.length > 0) { console.log('changed:', other); process.exit(1); }
JS
node try.mjs
