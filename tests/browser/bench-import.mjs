/**
 * `cargo xtask bench import --speed`, second half: the import page's module in real Chromium, on
 * files of 10,000 accounts and the costly ones in `hostile`. It measures the reading alone in
 * milliseconds, and the module's memory afterwards. Each file has a page of its own, since a module
 * never gives memory back. Files of 10,000 and of 10^6 accounts then go through the import page
 * itself and its Worker, from the choice of a file to the sentence or the table, with the most
 * memory that the page's process takes meanwhile.
 *
 *     node tests/browser/bench-import.mjs FOLDER
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './harness.mjs';

/** The most milliseconds and MiB for a file that was made to be costly. */
const [MOST_TIME, MOST_MEMORY] = [2000, 200];
const PASSPHRASE = 'correct horse battery staple';
/** What goes through the page itself: a file of each kind of parser. */
const TEN_THOUSAND = ['key-uris', 'aegis-plain', 'keepass-csv'];
const MILLION = [
  '10^6 key URIs',
  'aegis of 1000000',
  '10^6 in JSON',
  '10^6 in a table',
  'keepassxc-csv of 1000000',
  'keepass-xml of 1000000',
  'KeePass of entries',
  '10^6 in an archive',
];
const folder = process.argv[2];
if (!folder) throw new Error('which folder?');

const session = await startBrowser();
try {
  console.log('\nin the browser           accounts     file      read     memory');
  for (const name of await namesIn(folder)) {
    const { found, text } = await readFrom(join(folder, name), name);
    if (!found) throw new Error(`${name}: nothing was read`);
    if (name === 'key-uris') console.log(`npm otpauth, key-uris ${await byOtpauth(text())}`);
  }
  console.log('\nmade to cost much: 2000 ms and 200 MiB at most');
  const hostile = join(folder, 'hostile');
  const over = /** @type {string[]} */ ([]);
  for (const name of await namesIn(hostile)) {
    const { took, memory } = await readFrom(join(hostile, name), name);
    if (took > MOST_TIME || memory > MOST_MEMORY << 20) over.push(name);
  }
  console.log('\nthrough the page and its Worker');
  for (const path of [
    ...TEN_THOUSAND.map((name) => join(folder, name)),
    ...MILLION.map((name) => join(hostile, name)),
  ]) {
    const { took, memory } = await throughPage(path);
    if (took > MOST_TIME || memory > MOST_MEMORY << 20) over.push(`${path} through the page`);
  }
  if (over.length) throw new Error(`they cost too much: ${over.join(', ')}`);
} finally {
  await session.close();
}

/** The files of a folder; none where there is no folder. @param {string} folder */
async function namesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

/** Reads a file in a page of its own, and prints what it took. @param {string} path @param {string} name */
async function readFrom(path, name) {
  const file = await readFile(path);
  const page = await session.tab(session.address('extension/exchange/exchange.html'));
  const read = await page.evaluate(readThere, file.toString('base64'), PASSPHRASE);
  await page.close();
  const columns = [
    name.padEnd(32),
    String(read.found).padStart(6),
    `${String(file.length >> 10).padStart(8)} kB`,
    `${read.took.toFixed(0).padStart(6)} ms`,
    `${String(read.memory >> 20).padStart(6)} MiB`,
    read.said,
  ];
  console.log(columns.join(' '));
  return { ...read, text: () => file.toString() };
}

/** A file as a person chooses it: until there is an answer. @param {string} path */
async function throughPage(path) {
  const page = await session.tab(session.address('extension/exchange/exchange.html'));
  const field = await page.waitForSelector('input[data-part="files"]');
  const before = await startMemory();
  await page.evaluate(timeThere);
  await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (field).uploadFile(
    path,
  );
  const { took, said } = await page.evaluate(
    () =>
      /** @type {{ answered: Promise<Answer> }} */ (/** @type {unknown} */ (globalThis)).answered,
  );
  const memory = await memorySince(before);
  await page.close();
  console.log(
    [
      path.split('/').at(-1)?.padEnd(32),
      `${took.toFixed(0).padStart(6)} ms`,
      `${String(memory >> 20).padStart(6)} MiB`,
      said,
    ].join(' '),
  );
  return { took, memory };
}

/** @typedef {{ took: number, said: string }} Answer */

/** Runs in the page: measures from the choice to the answer that is seen. */
function timeThere() {
  let began = 0;
  document.addEventListener('change', () => (began = performance.now()), true);
  const answer = () => {
    const summary = document.querySelector('[data-part="summary"]');
    const refusals = document.querySelector('[data-part="refusals"]');
    return summary && `${summary.textContent} ${refusals?.textContent ?? ''}`;
  };
  Object.assign(globalThis, {
    answered: new Promise((resolve) => {
      const look = () => {
        const said = answer();
        if (said) requestAnimationFrame(() => resolve({ took: performance.now() - began, said }));
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    }),
  });
}

/** The memory of each renderer, whose peak begins now. @returns {Promise<Map<number, number>>} bytes */
async function startMemory() {
  const browser = await session.browser.target().createCDPSession();
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const before = new Map();
  for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
    await writeFile(`/proc/${id}/clear_refs`, '5');
    before.set(id, await inStatus(id, 'VmRSS'));
  }
  await browser.detach();
  return before;
}

/** The greatest rise to a peak. @param {Map<number, number>} before */
async function memorySince(before) {
  const rises = [...before].map(async ([id, then]) => (await inStatus(id, 'VmHWM')) - then);
  return Math.max(...(await Promise.all(rises)));
}

/** @param {number} id of a process @param {string} what @returns {Promise<number>} bytes */
async function inStatus(id, what) {
  const status = await readFile(`/proc/${id}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s*(\\d+) kB`).exec(status)?.[1]) * 1024;
}

/** What npm's otpauth takes for the same, in the same browser. @param {string} text */
async function byOtpauth(text) {
  const page = await session.tab('about:blank');
  const path = fileURLToPath(
    new URL('../node_modules/otpauth/dist/otpauth.umd.min.js', import.meta.url),
  );
  await page.addScriptTag({ path });
  const took = await page.evaluate((text) => {
    const { OTPAuth } = /** @type {{ OTPAuth: typeof import('otpauth') }} */ (
      /** @type {unknown} */ (globalThis)
    );
    const began = performance.now();
    const read = text
      .trim()
      .split('\n')
      .map((uri) => OTPAuth.URI.parse(uri));
    if (read.length < 10_000) throw new Error(`${read.length} were read`);
    return performance.now() - began;
  }, text);
  await page.close();
  return `${took.toFixed(0)} ms`;
}

/** Runs in the page. @param {string} base64 @param {string} passphrase */
async function readThere(base64, passphrase) {
  /** @type {typeof import('../../extension/wasm/exchange.js')} */
  const exchange = await import('/extension/wasm/exchange.js');
  const { memory } = await exchange.default();
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const basket = new exchange.Basket();
  const began = performance.now();
  let [found, said] = [0, ''];
  try {
    found = basket.add(bytes, passphrase, [], [], 1_800_000_000, () => {}).count;
  } catch (error) {
    said = /** @type {{ code: string }} */ (error).code;
  }
  const took = performance.now() - began;
  return { found, said, took, memory: memory.buffer.byteLength };
}
