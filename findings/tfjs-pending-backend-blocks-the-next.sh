#!/usr/bin/env bash
# @tensorflow/tfjs-core 4.22.0: a backend whose start never ends leaves every other one unusable, though it is set and awaited.
#
# Usual guess: where a backend does not come up in time, await tf.setBackend('cpu') goes on with another.
# Behaviour: setBackend('cpu') resolves to true, and the first op throws “Backend 'cpu' has not yet been initialized. Make sure
#   to await tf.ready() or await tf.setBackend() before calling other methods”, which was done. The WebAssembly backend gets
#   there when its binary does not arrive, since its start then never settles.
# Source: tfjs-core/src/engine.ts: the getter `backend` throws as long as pendingBackendInit is not null; a backend that starts
#   at once does not clear it, only the promise of the slow one would, or tf.removeBackend of it before the other is set.
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > try.mjs <<'JS'
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
tf.enableProdMode();
// Stands for one whose start never settles.
tf.registerBackend('slow', () => new Promise(() => {}));
void tf.setBackend('slow');
await new Promise((resolve) => setTimeout(resolve, 50));
const taken = await tf.setBackend('cpu');
let said = 'computes';
try {
  tf.add(1, 1).dataSync();
} catch (error) {
  said = error.message;
}
console.log({ taken, backend: tf.getBackend(), said });
if (taken !== true || tf.getBackend() !== 'cpu' || !/'cpu' has not yet been initialized/.test(said)) process.exit(1);
JS
node try.mjs
