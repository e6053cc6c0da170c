// The pictures of docs/qr.md, drawn from a code of our own. Runs in Node:
//
//     node tests/qr/pictures.mjs

import { mkdir, writeFile } from 'node:fs/promises';
import QRCode from 'qrcode';

const TEXT = 'otpauth://totp/Example:jane?secret=JBSWY3DPEHPK3PXP&issuer=Example';
const [INK, PAPER, FAINT] = ['#16191f', '#ffffff', '#c9ced6'];
const [BLUE, AMBER, GREEN, VIOLET] = ['#0a66c2', '#d97706', '#15803d', '#7c3aed'];

/** @typedef {[number, number]} Point */

/** @param {number} version @returns {boolean[][]} */
function modules(version) {
  const { size, data } = QRCode.create(TEXT, { version, errorCorrectionLevel: 'M' }).modules;
  return Array.from({ length: size }, (_, y) =>
    [...data.subarray(y * size, (y + 1) * size)].map(Boolean),
  );
}

/** A shape through points. @param {Point[]} points */
const outline = (points) =>
  `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}z`;

/**
 * The modules that are chosen, as one path, each run of them where a map takes it.
 * @param {boolean[][]} rows
 * @param {(at: Point) => Point} map
 * @param {(x: number, y: number) => boolean} chosen
 */
function path(rows, map, chosen) {
  return rows
    .flatMap((row, y) => {
      const line = row.map((dark, x) => (dark && chosen(x, y) ? '1' : '0')).join('');
      return [...line.matchAll(/1+/gu)].map(({ 0: run, index }) => {
        // A long run may be bent.
        const stops = Array.from(
          { length: Math.ceil(run.length / 4) },
          (_, i) => index + 4 * i,
        ).concat(index + run.length);
        const lower = stops.toReversed().map((x) => /** @type {Point} */ ([x, y + 1]));
        return outline([...stops.map((x) => /** @type {Point} */ ([x, y])), ...lower].map(map));
      });
    })
    .join('');
}

/** @param {number} width @param {number} height @param {string[]} inside */
const svg = (
  width,
  height,
  inside,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13">
<rect width="${width}" height="${height}" fill="${PAPER}"/>
${inside.join('\n')}
</svg>
`;

/** @param {number} x @param {number} y @param {string} text @param {string} [colour] */
const label = (x, y, text, colour = INK) =>
  `<text x="${x}" y="${y}" fill="${colour}">${text}</text>`;

/** A line through a finder that lies slantwise: whatever the angle, 1 : 1 : 3 : 1 : 1. */
function finder() {
  const rows = modules(5);
  const [unit, angle] = [9, (24 * Math.PI) / 180];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const map = (/** @type {Point} */ [x, y]) =>
    /** @type {Point} */ ([170 + unit * (x * cos - y * sin), 24 + unit * (x * sin + y * cos)]);
  const [middleX, middleY] = map([3.5, 3.5]);
  // The line is level, so it is inside of the finder between its two slanted sides.
  const half = (/** @type {number} */ ring) => (ring * unit) / cos;
  const edges = [-3.5, -2.5, -1.5, 1.5, 2.5, 3.5].map((ring) => middleX + half(ring));
  const bars = edges.slice(1).map((edge, index) => {
    const from = edges[index] ?? 0;
    const fill = index % 2 === 0 ? BLUE : '#bcd7f2';
    return `<rect x="${from.toFixed(1)}" y="172" width="${(edge - from).toFixed(1)}" height="16" fill="${fill}"/>${label(Math.round((from + edge) / 2 - 4), 206, index === 2 ? '3' : '1', BLUE)}`;
  });
  const drops = edges.map(
    (edge) =>
      `<path d="M${edge.toFixed(1)} ${middleY.toFixed(1)}V172" stroke="${BLUE}" stroke-width="0.7" stroke-dasharray="2 3"/>`,
  );
  return svg(420, 220, [
    `<clipPath id="upper"><rect width="420" height="165"/></clipPath>`,
    `<path clip-path="url(#upper)" d="${path(rows, map, () => true)}" fill="${INK}"/>`,
    `<path d="M20 ${middleY.toFixed(1)}H400" stroke="${AMBER}" stroke-width="1.6"/>`,
    ...drops,
    ...bars,
  ]);
}

/** What every code of version 7 has in common. */
function known() {
  const rows = modules(7);
  const size = rows.length;
  const unit = 6;
  const map = (/** @type {Point} */ [x, y]) =>
    /** @type {Point} */ ([20 + unit * x, 20 + unit * y]);
  const inFinder = (/** @type {number} */ x, /** @type {number} */ y) =>
    (x < 7 && y < 7) || (x >= size - 7 && y < 7) || (x < 7 && y >= size - 7);
  const lines = [6, 22, 38];
  const inAlignment = (/** @type {number} */ x, /** @type {number} */ y) =>
    lines.some((column) =>
      lines.some(
        (row) => Math.abs(x - column) <= 2 && Math.abs(y - row) <= 2 && !inFinder(column, row),
      ),
    );
  const inTiming = (/** @type {number} */ x, /** @type {number} */ y) => x === 6 || y === 6;
  const inWords = (/** @type {number} */ x, /** @type {number} */ y) =>
    (y === 8 && (x < 9 || x >= size - 8)) ||
    (x === 8 && (y < 9 || y >= size - 8)) ||
    (x < 6 && y >= size - 11 && y < size - 8) ||
    (y < 6 && x >= size - 11 && x < size - 8);
  /** @type {[string, string, (x: number, y: number) => boolean][]} */
  const kinds = [
    ['finders', BLUE, inFinder],
    ['alignment patterns', GREEN, inAlignment],
    ['timing lines', AMBER, inTiming],
    ['format and version words', VIOLET, inWords],
    ['data and checks', FAINT, () => true],
  ];
  const kind = (/** @type {number} */ x, /** @type {number} */ y) =>
    kinds.findIndex(([, , is]) => is(x, y));
  const right = 20 + unit * size + 24;
  return svg(
    right + 190,
    40 + unit * size,
    kinds.flatMap(([name, colour], number) => [
      `<path d="${path(rows, map, (x, y) => kind(x, y) === number)}" fill="${colour}"/>`,
      `<rect x="${right}" y="${60 + number * 30}" width="12" height="12" fill="${colour}"/>${label(right + 20, 71 + number * 30, name)}`,
    ]),
  );
}

/** A code that leans away and bulges, with the map that was found for it. */
function pose() {
  const rows = modules(7);
  const size = rows.length;
  /** @param {Point} at @param {number} bow @param {Point} origin @returns {Point} */
  const seen = ([x, y], bow, [left, top]) => {
    const [u, v] = [x / size, (y + bow * 4 * (x / size) * (1 - x / size)) / size];
    const depth = 1 + 0.28 * u + 0.1 * v;
    return [left + (255 * u + 22 * v) / depth, top + (40 * u + 235 * v) / depth];
  };
  /** @param {number} bow @param {Point} origin */
  const one = (bow, origin) => {
    const map = (/** @type {Point} */ at) => seen(at, bow, origin);
    const lines = [0, 6.5, 14.5, 22.5, 30.5, 38.5, size].flatMap((level) => {
      const steps = Array.from({ length: 24 }, (_, i) => (i / 23) * size);
      return [steps.map((step) => map([step, level])), steps.map((step) => map([level, step]))];
    });
    const mesh = lines
      .map((points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`)
      .join('');
    const dots = /** @type {Point[]} */ ([
      [3.5, 3.5],
      [size - 3.5, 3.5],
      [3.5, size - 3.5],
      [size - 3.5, size - 3.5],
    ]).map((at) => {
      const [x, y] = map(at);
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4.5" fill="${AMBER}" stroke="${PAPER}" stroke-width="1.5"/>`;
    });
    return [
      `<path d="${path(rows, map, () => true)}" fill="${INK}"/>`,
      `<path d="${mesh}" fill="none" stroke="${BLUE}" stroke-width="1.4"/>`,
      ...dots,
    ];
  };
  return svg(560, 290, [...one(0, [24, 16]), ...one(-5, [300, 40])]);
}

const folder = new URL('../../docs/pictures/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, draw] of Object.entries({ finder, known, pose })) {
  await writeFile(new URL(`qr-${name}.svg`, folder), draw());
}
