/** Draws `icon.png`: six pillars under a roof, 128 by 128. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './toolchain.mjs';

const size = 128;
const colours = { ground: [22, 33, 58], stone: [236, 240, 248], lit: [255, 176, 46] };
const pillarWidth = 9;

/** What covers a point; later shapes lie above earlier ones. */
function colourAt(x, y) {
  if (!inRoundedSquare(x, y, 24)) return undefined;
  if (y >= 98 && y < 106 && x >= 18 && x < 110) return colours.stone;
  if (y >= 90 && y < 96 && x >= 22 && x < 106) return colours.stone;
  if (y >= 22 && y < 44 && Math.abs(x - 63.5) < (y - 20) * 1.95) return colours.stone;
  if (y >= 50 && y < 88) {
    const pillar = Math.floor((x - 22) / 15);
    const within = (x - 22) % 15;
    if (x >= 22 && pillar < 6 && within < pillarWidth) return pillar === 3 ? colours.lit : colours.stone;
  }
  return colours.ground;
}

function inRoundedSquare(x, y, radius) {
  const dx = Math.max(radius - x, x - (size - 1 - radius), 0);
  const dy = Math.max(radius - y, y - (size - 1 - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** The mean of four by four points, so that edges are smooth. */
function pixelAt(column, row) {
  const sum = [0, 0, 0, 0];
  for (let step = 0; step < 16; step++) {
    const colour = colourAt(column + (step % 4) / 4 - 0.375, row + Math.floor(step / 4) / 4 - 0.375);
    if (colour === undefined) continue;
    colour.forEach((part, index) => (sum[index] += part));
    sum[3]++;
  }
  const [red, green, blue, covered] = sum;
  return covered === 0 ? [0, 0, 0, 0] : [red / covered, green / covered, blue / covered, covered * 15.9375];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const header = Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 6, 0, 0, 0]);
const rows = [];
for (let row = 0; row < size; row++) {
  rows.push(0);
  for (let column = 0; column < size; column++) rows.push(...pixelAt(column, row).map(Math.round));
}
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const parts = [
  signature,
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
];
writeFileSync(path.join(root, 'icon.png'), Buffer.concat(parts));
