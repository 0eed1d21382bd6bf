#!/usr/bin/env bash
# sharp 0.35.5: with `ignoreIcc: true` a CMYK JPEG is still converted by a colour profile, one that comes with libvips.
#
# Usual guess: `ignoreIcc` reads the stored values, so that CMYK becomes RGB by the plain rule (255 − ink)(255 − K) / 255, as
#   browsers and Pillow do for a file without a profile.
# Behaviour: `.toColourspace('srgb')` gives other colours, by tens of levels. The inks themselves come only where the pipeline is
#   told to stay in them: `.pipelineColourspace('cmyk').toColourspace('cmyk')`.
# Source: sharp/src/pipeline.cc (the profile of the file is ignored, the fallback of vips_colourspace for CMYK is not).
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sharp@0.35.5
cat > try.mjs <<'JS'
import sharp from 'sharp';
const square = { create: { width: 16, height: 16, channels: 3, background: { r: 40, g: 120, b: 200 } } };
const file = await sharp(square).toColourspace('cmyk').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
const { space, hasProfile } = await sharp(file).metadata();
const inks = await sharp(file, { ignoreIcc: true }).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer();
const rgb = await sharp(file, { ignoreIcc: true }).toColourspace('srgb').raw().toBuffer();
const [c, m, y, k] = inks;
const plain = [c, m, y].map((ink) => Math.floor(((255 - ink) * (255 - k)) / 255));
const given = [...rgb.subarray(0, 3)];
const worst = Math.max(...given.map((value, i) => Math.abs(value - plain[i])));
console.log({ space, hasProfile, inks: [c, m, y, k], plain, given, worst });
if (space !== 'cmyk' || hasProfile || worst < 10) process.exit(1);
JS
node try.mjs
