#!/usr/bin/env bash
# sharp 0.35.5: setting an EXIF orientation after a colour profile takes the profile back to sRGB.
#
# Usual guess: withIccProfile('p3') and withMetadata({ orientation: 6 }) are two settings, and a file gets both.
# Behaviour: the file has the orientation and the profile of sRGB; `withMetadata({ orientation: 6, icc: 'p3' })` gives both.
# Source: sharp/lib/output.js: withMetadata begins by keeping all metadata and sets the profile to srgb where it names none.
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sharp@0.35.5
cat > try.mjs <<'JS'
import sharp from 'sharp';
const make = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#369' } });
const seen = {};
for (const [name, image] of [
  ['profile alone', make().withIccProfile('p3')],
  ['profile, then orientation', make().withIccProfile('p3').withMetadata({ orientation: 6 })],
  ['both at once', make().withMetadata({ orientation: 6, icc: 'p3' })],
]) {
  const { icc, orientation } = await sharp(await image.jpeg().toBuffer()).metadata();
  const text = icc ? icc.toString('latin1') + icc.toString('utf16le') + Buffer.from(icc).swap16?.toString('utf16le') : '';
  seen[name] = { bytes: icc?.length ?? 0, p3: /P3/.test(text.replaceAll('\0', '')), orientation };
}
console.log(seen);
const [alone, then, both] = Object.values(seen);
if (!(alone.p3 && both.p3 && both.orientation === 6 && !then.p3 && then.orientation === 6 && then.bytes > 0)) process.exit(1);
JS
node try.mjs
