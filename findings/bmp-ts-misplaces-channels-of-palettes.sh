#!/usr/bin/env bash
# bmp-ts 1.0.9: `toRGBA: true` gives the wrong channels for pictures with a palette.
#
# Usual guess: with `toRGBA` the four bytes of a pixel are red, green, blue, alpha, whatever the depth of the file.
# Behaviour: so it is for 24 bits; for 8 bits with a palette the same red pixel comes out otherwise.
# Source: bmp-ts/src/decoder.ts: the readers of 1, 4 and 8 bits write to fixed places (ABGR) that `toRGBA` does not move.
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bmp-ts@1.0.9
cat > try.cjs <<'JS'
const { decode } = require('bmp-ts');
/** One pixel, r 200, g 100, b 50, at a depth. */
function bitmap(bits) {
  const palette = bits === 8 ? 256 * 4 : 0;
  const offset = 54 + palette;
  const bytes = Buffer.alloc(offset + 4);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(offset, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(1, 18);
  bytes.writeInt32LE(1, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(bits, 28);
  bytes.writeUInt32LE(4, 34);
  if (bits === 8) {
    bytes.writeUInt32LE(256, 46);
    bytes.set([50, 100, 200, 0], 54 + 4 * 7);
    bytes[offset] = 7;
  } else bytes.set([50, 100, 200], offset);
  return bytes;
}
const seen = {};
for (const bits of [24, 8]) seen[bits] = [...decode(bitmap(bits), { toRGBA: true }).data.subarray(0, 3)];
console.log(seen);
const right = '200,100,50';
if (String(seen[24]) !== right || String(seen[8]) === right) process.exit(1);
JS
node try.cjs
