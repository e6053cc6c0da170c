/**
 * How soon the popup shows its first code and what it costs while it stands open, against an
 * empty page of the same extension in the same run, since machines differ and are busy. Prints
 * medians; `cargo xtask bench popup` calls it.
 *
 *     node tests/browser/bench-popup.mjs [--opens=7] [--accounts=3,100,1000] [--seconds=5]
 */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seed } from './accounts.mjs';
import { newKey } from './keys.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {string} name @param {string} usual */
const option = (name, usual) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual;

const opens = Number(option('opens', '7'));
const seconds = Number(option('seconds', '5'));
const counts = option('accounts', '3,100,1000').split(',').map(Number);

/** What "empty" means: a document, a line of text, no script. */
const EMPTY = '<!doctype html><meta charset="utf-8"><title>Empty</title><p>000 000</p>';

const built = process.env['TANDEM_PACKAGE'] ?? fileURLToPath(new URL('../../target/package', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
const parts = ['manifest.json', '_locales', 'extension'];
for (const part of parts) await cp(join(built, part), join(folder, part), { recursive: true });
await writeFile(join(folder, 'extension/empty.html'), EMPTY);
process.env['TANDEM_PACKAGE'] = folder;
const { startBrowser } = await import('./harness.mjs');
const session = await startBrowser();
try {
  const page = await session.tab();
  const [popup, empty] = [session.address('extension/popup/popup.html'), session.address('extension/empty.html')];
  for (const count of counts) {
    await page.goto(session.address('extension/icons/tandem-16.png'));
    const uris = Array.from({ length: count }, (_, at) => newKey({ issuer: `Service ${at}`, account: `me@service${at}.example` }).uri);
    await page.evaluate(seed, uris, {}, Math.floor(Date.now() / 1000), false);
    // The first opens of a profile compile the module and are not counted.
    for (let warm = 0; warm < 3; warm += 1) await painted(page, popup);
    /** @type {{ popup: number, empty: number }[]} */
    const times = [];
    for (let open = 0; open < opens; open += 1) {
      times.push({ empty: await painted(page, empty), popup: await painted(page, popup) });
    }
    const first = median(times.map((time) => time.popup));
    const nothing = median(times.map((time) => time.empty));
    const busy = await busyFor(page, seconds);
    const ratio = (first / nothing).toFixed(2);
    console.log(`popup ${count} accounts: first code ${first.toFixed(0)} ms, empty page ${nothing.toFixed(0)} ms, ratio ${ratio}, busy ${busy.toFixed(1)} ms/s`);
  }
} finally {
  await session.close();
  await rm(folder, { recursive: true, force: true });
}

/**
 * Milliseconds from the navigation to the first picture with a text in it: the popup shows
 * nothing before its first codes.
 * @param {Page} page @param {string} url
 */
async function painted(page, url) {
  await page.goto('about:blank');
  await page.goto(url);
  return page.evaluate(
    (wanted) =>
      new Promise((resolve, reject) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName('first-contentful-paint')[0];
          if (!entry) return;
          if (wanted && !document.querySelector('[data-code]')) reject(new Error('something else was painted before the first code'));
          resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
    url === session.address('extension/popup/popup.html'),
  );
}

/** Milliseconds a second that the main thread is busy while nothing is done. @param {Page} page @param {number} seconds */
async function busyFor(page, seconds) {
  const { TaskDuration: before = 0, Timestamp: from = 0 } = await page.metrics();
  await new Promise((later) => setTimeout(later, seconds * 1000));
  const { TaskDuration: after = 0, Timestamp: to = 0 } = await page.metrics();
  return ((after - before) * 1000) / (to - from);
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
