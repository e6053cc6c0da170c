// Screenshots of pages with QR codes, made by a real Chromium with a fresh seed, or photos of codes
// (`--photos`): what the reader is measured on besides the pictures that it was built with. Runs in Node:
//
//     node tests/qr/make.mjs [--photos [--trouble can] | --without] [--count 100] [--seed 1] [--least 1.25] [--out target/qr-fresh]
//     cargo xtask bench qr target/qr-fresh --list

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import QRCode from 'qrcode';
import { draw } from './draw.mjs';
import { photograph } from './photograph.mjs';
import { anyShot } from './photos.mjs';
import { Dice } from './random.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./draw.mjs').Drawing} Drawing */
/** @typedef {import('./draw.mjs').Sheet} Sheet */

const { values } = parseArgs({
  options: {
    photos: { type: 'boolean', default: false },
    // Photos of one kind alone: a name of TROUBLES.
    trouble: { type: 'string' },
    // Pages without a code alone.
    without: { type: 'boolean', default: false },
    count: { type: 'string', default: '100' },
    seed: { type: 'string' },
    // The fewest device pixels to a module.
    least: { type: 'string', default: '1.25' },
    out: { type: 'string', default: 'target/qr-fresh' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
const dice = new Dice(seed);
const words = (
  'account device console security virtual assign continue cancel region policy users groups access key ' +
  'password enter two consecutive codes from your app show secret'
).split(' ');

/** A text that fits into a version of at least this number. */
function key() {
  const issuer = dice.pick([
    'GitHub',
    'Amazon Web Services',
    'Example',
    'Ünïcode',
    'ACME Corporation GmbH',
  ]);
  const secret = dice.word('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', dice.pick([16, 32, 52, 64]));
  const name = `${dice.word('abcdefghijklmnopqrstuvwxyz', dice.whole(3, 12))}@${dice.whole(100000000000, 999999999999)}`;
  return `otpauth://totp/${encodeURIComponent(issuer)}:${name}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

/**
 * @param {string} text
 * @param {number} [wanted] the version, at least
 * @returns {number[][]}
 */
function modules(text, wanted) {
  const level = dice.pick(/** @type {const} */ (['L', 'M', 'Q', 'H']));
  const least = QRCode.create(text, { errorCorrectionLevel: level }).version;
  const version = Math.max(least, wanted ?? (dice.chance(0.7) ? least : dice.whole(3, 25)));
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: level, version }).modules;
  return Array.from({ length: size }, (_, y) => [...data.subarray(y * size, (y + 1) * size)]);
}

/**
 * @param {string} text
 * @param {'light' | 'dark' | 'inverted'} theme
 * @param {number} scale the device's
 * @returns {Drawing}
 */
function code(text, theme, scale) {
  const way = dice.pick(
    /** @type {const} */ (['img', 'img', 'canvas', 'svg', 'table', 'css', 'text']),
  );
  const grid = modules(text);
  const shown = Math.max(
    Number(values.least) / scale,
    dice.pick([1.5, 2, 2.5, 3, 4, 5, 6, 8, dice.between(1.5, 6)]),
  );
  const colours = dice.chance(0.2)
    ? dice.pick([
        ['#0b2a6b', '#ffffff'],
        ['#7a1020', '#fff3e0'],
        ['#111111', '#ffd54a'],
      ])
    : ['#000000', '#ffffff'];
  const [dark, light] = theme === 'inverted' ? [colours[1], '#16191f'] : colours;
  const whole = way === 'table' || way === 'css';
  return {
    modules: grid,
    way,
    natural: dice.pick([1, 2, 3, 4, 5, 8]),
    shown: whole ? Math.max(2, Math.round(shown)) : way === 'text' ? Math.max(6, shown) : shown,
    quiet: dice.pick([0, 1, 2, 4, 4, 4]),
    dark: dark ?? '#000000',
    light: light ?? '#ffffff',
    dots: way !== 'svg' && way !== 'text' && dice.chance(0.1),
    logo: dice.chance(0.1) ? 0.15 : 0,
    jpeg: dice.chance(0.15) ? dice.pick([0.5, 0.7, 0.9]) : 0,
    smooth: dice.chance(0.7),
    turned: dice.chance(0.08) ? dice.pick([90, 180, 270, dice.between(-30, 30)]) : 0,
    gap: dice.pick([0, 1, 2, 3, 3]),
    lightPrinted: dice.chance(0.4),
  };
}

/**
 * @param {Page} page
 * @param {number} number
 */
async function screenshot(page, number) {
  const scale = dice.pick([0.75, 0.9, 1, 1, 1, 1.25, 1.5, 2, 3]);
  const theme = dice.pick(/** @type {const} */ (['light', 'light', 'dark', 'inverted']));
  const without = dice.chance(0.1) || values.without;
  const texts = Array.from({ length: without ? 0 : dice.chance(0.12) ? 2 : 1 }, key);
  const codes = texts.map((text) => code(text, theme, scale));
  const first = codes[0];
  // A dark theme may keep its white panel, or have the code on its own dark ground.
  const dark = theme !== 'light';
  const background = dark
    ? dice.pick(['#16191f', '#000000', '#2b2b2b'])
    : dice.pick(['#ffffff', '#f2f3f3', '#fafafa']);
  /** @type {Sheet} */
  const sheet = {
    codes,
    background,
    ink: dark ? '#d1d5db' : '#16191f',
    panel: dice.chance(0.5) && first ? first.light : background,
    lines: Array.from({ length: dice.whole(4, 24) }, () =>
      Array.from({ length: dice.whole(3, 14) }, () => dice.pick(words)).join(' '),
    ),
    font: dice.pick([11, 13, 14, 16, 24]),
    zoom: dice.chance(0.2) ? dice.pick([0.8, 1.1, 1.25, 1.5]) : 1,
  };
  const width = Math.max(
    1280,
    ...codes.map(
      (each) =>
        Math.ceil((each.modules.length + 8) * each.shown * sheet.zoom * codes.length * 1.4) + 100,
    ),
  );
  await page.setViewport({ width: Math.min(width, 2600), height: 1000, deviceScaleFactor: scale });
  await page.evaluate(draw, sheet);
  // The whole page: what is below the fold belongs to it.
  const file = `${numbered(number)}-${theme}-${first?.way ?? 'none'}-${scale}.png`;
  await writeFile(`${out}/${file}`, await page.screenshot({ type: 'png', fullPage: true }));
  const params = codes.map(({ modules: grid, ...rest }) => ({
    ...rest,
    size: grid.length,
    zoom: sheet.zoom,
  }));
  return { file, texts, set: 'fresh', category: theme, params };
}

/**
 * @param {Page} page
 * @param {number} number
 */
async function photo(page, number) {
  const { trouble, texts, shot } = anyShot(
    dice,
    (version) => {
      const text = key();
      return { text, modules: modules(text, version) };
    },
    values.trouble,
  );
  const file = `${numbered(number)}-${trouble}.jpg`;
  const url = await page.evaluate(photograph, shot);
  await writeFile(`${out}/${file}`, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  const { modules: grid, ...params } = shot;
  return {
    file,
    texts,
    set: `fresh ${trouble}`,
    category: trouble,
    params: { ...params, size: grid.length },
  };
}

/** @param {number} number */
const numbered = (number) => String(number).padStart(4, '0');

const out = values.out;
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const executablePath = process.env['TANDEM_CHROMIUM'] ?? '/usr/lib/chromium/chromium';
const browser = await puppeteer.launch({
  executablePath,
  headless: true,
  pipe: true,
  args: ['--no-sandbox', '--disable-gpu'],
});
const manifest = [];
try {
  const page = await browser.newPage();
  for (let number = 0; number < Number(values.count); number++) {
    manifest.push(await (values.photos ? photo : screenshot)(page, number));
  }
} finally {
  await browser.close();
}
await writeFile(`${out}/manifest.json`, JSON.stringify(manifest, null, 1));
process.stdout.write(`${manifest.length} pictures in ${out}, seed ${seed}\n`);
