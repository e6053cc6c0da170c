/**
 * `cargo xtask bench popup`: the time until the first code is painted and what an open, idle popup
 * costs, with 3, 100 and 1,000 accounts. Machines vary, so each open is followed by that of an
 * empty page of the same extension in the same browser, and the ratio is what counts.
 *
 *     node tests/browser/bench-popup.mjs [--opens=7] [--idle=5] [--trace=FILE]
 *
 * Times are from the navigation's start to the frame after the code is in the document, medians.
 * Busy is the main thread's task time while nobody touches the popup. `--trace` writes what one
 * open at each size did, for chrome://tracing.
 */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE, startBrowser } from './harness.mjs';
import { saveAll, wipe } from './stage.mjs';
import { newKey } from './keys.mjs';

/** @typedef {import('./harness.mjs').Session} Session */
/** @typedef {import('puppeteer-core').Page} Page */

/** What issue asks for: accounts, and the most that the time may be of an empty page's. */
const SIZES = /** @type {const} */ ([[3, 1.5], [100, 1.5], [1000, 2]]);
const MOST_BUSY = 10;
const POPUP = 'extension/popup/popup.html';

const { values } = parseArgs({
  options: {
    opens: { type: 'string', default: '7' },
    idle: { type: 'string', default: '5' },
    trace: { type: 'string' },
  },
});
const opens = Number(values.opens);

const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
await cp(PACKAGE, folder, { recursive: true });
await writeFile(join(folder, 'empty.html'), '<!doctype html><meta charset="utf-8"><title>empty</title><p>empty');
const session = await startBrowser({ extension: folder });
try {
  console.log('accounts   first code      empty   ratio   wanted    busy ms/s');
  for (const [count, most] of SIZES) console.log(await measure(count, most));
} finally {
  await session.close();
  await rm(folder, { recursive: true, force: true });
}

/** @param {number} count @param {number} most */
async function measure(count, most) {
  await wipe(session);
  await saveAll(session, Array.from({ length: count }, (_, at) => newKey({ issuer: `Service ${at}`, account: `person${at}@example.org` }).uri));
  /** @type {Record<'popup' | 'empty', number[]>} */
  const times = { popup: [], empty: [] };
  // One more than is counted: the first warms what browsers keep.
  for (let turn = 0; turn <= opens; turn += 1) {
    times.popup.push(await once(POPUP));
    times.empty.push(await once('empty.html'));
  }
  const [popup, empty] = [median(times.popup.slice(1)), median(times.empty.slice(1))];
  const busy = await once(POPUP, (page) => busyness(page));
  if (values.trace !== undefined) await trace(values.trace.replace(/(\.json)?$/u, `-${count}.json`));
  const ratio = popup / empty;
  const misses = [ratio > most ? 'too slow' : '', busy > MOST_BUSY ? 'too busy' : ''].filter(Boolean).join(', ');
  return [
    String(count).padStart(8),
    `${popup.toFixed(0)} ms`.padStart(13),
    `${empty.toFixed(0)} ms`.padStart(11),
    ratio.toFixed(2).padStart(8),
    most.toFixed(1).padStart(9),
    busy.toFixed(1).padStart(13),
    misses && `   ${misses}`,
  ].join('');
}

/**
 * Opens a page in a tab of its own, as a popup has a window of its own, and tells when what counts of it was painted.
 * @param {string} path @param {(page: Page) => Promise<number>} [then] tells something else of the open page
 * @returns {Promise<number>}
 */
async function once(path, then) {
  const page = await session.tab();
  try {
    await page.setViewport({ width: 360, height: 600 });
    await page.evaluateOnNewDocument(watch);
    await page.goto(session.address(path));
    const painted = await page.waitForFunction(() => /** @type {{ painted?: number }} */ (globalThis).painted, { polling: 20 });
    return then ? await then(page) : Number(await painted.jsonValue());
  } finally {
    await page.close();
  }
}

/** @param {string} path */
async function trace(path) {
  const page = await session.tab();
  await page.setViewport({ width: 360, height: 600 });
  await page.tracing.start({ path, categories: ['devtools.timeline', 'v8', 'v8.wasm', 'loading', 'blink.user_timing', 'toplevel'] });
  await page.goto(session.address(POPUP));
  await page.waitForSelector('[data-code]');
  await page.tracing.stop();
  await page.close();
}

/** Milliseconds a second of the main thread. @param {Page} page */
async function busyness(page) {
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable');
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const value = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { task: value('TaskDuration'), at: value('Timestamp') };
  };
  // What opening left to do is not idling.
  await new Promise((go) => setTimeout(go, 1500));
  const before = await read();
  await new Promise((go) => setTimeout(go, Number(values.idle) * 1000));
  const after = await read();
  return (1000 * (after.task - before.task)) / (after.at - before.at);
}

/** Runs in the page before anything else. */
function watch() {
  const clock = /** @type {{ painted?: number }} */ (globalThis);
  const painted = () => requestAnimationFrame(() => setTimeout(() => (clock.painted = performance.now())));
  if (!location.pathname.endsWith('popup.html')) {
    addEventListener('DOMContentLoaded', painted, { once: true });
    return;
  }
  const observer = new MutationObserver(() => {
    const code = document.querySelector('[data-code]');
    if (!code?.textContent || document.body.hidden) return;
    observer.disconnect();
    painted();
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
