#!/usr/bin/env bash
# d3-scale-chromatic 3.1.0: a NaN is black, undefined or “rgb(NaN, NaN, NaN)”, as the scheme has it.
#
# Usual guess: every interpolate… function treats a value that is no number in one way, as d3 scales do (`unknown`).
# Behaviour: ramps (Blues, RdBu …) give black, which in RdBu is no colour of the scheme; Viridis, Magma, Inferno, Plasma give
#   undefined; Turbo and Cividis a text that is no colour. A canvas ignores a fillStyle that it cannot read and goes on with
#   the colour before, so a map with a NaN shows its neighbour's colour there in two schemes, and black in the others.
# Source: d3-scale-chromatic/src/sequential-multi/viridis.js (array at [NaN]), turbo.js and cividis.js (sums of NaN), and
#   src/ramp.js (a spline whose NaN becomes 0 when it is written).
# Exits with 1 when what is seen differs from this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts d3-scale-chromatic@3.1.0
cat > try.mjs <<'JS'
import * as schemes from 'd3-scale-chromatic';
const seen = {};
for (const [name, scheme] of Object.entries(schemes)) {
  if (!name.startsWith('interpolate')) continue;
  const kind = String(scheme(Number.NaN));
  seen[kind] = [...(seen[kind] ?? []), name.replace('interpolate', '')];
}
console.log(seen);
const is = (kind, ...names) => JSON.stringify(seen[kind]) === JSON.stringify(names);
const right =
  Object.keys(seen).length === 3 &&
  is('undefined', 'Inferno', 'Magma', 'Plasma', 'Viridis') &&
  is('rgb(NaN, NaN, NaN)', 'Cividis', 'Turbo') &&
  seen['rgb(0, 0, 0)'].includes('RdBu');
if (!right) process.exit(1);
JS
node try.mjs
