/**
 * `cargo xtask bench popup`: the time until the first code is painted, and what an idle popup
 * costs, with 3, 100 and 1,000 accounts. Machines vary, so each open is followed by one of an empty
 * page of the same extension in the same browser; the ratio is what counts. Before each, the
 * extension's process has ended, as after half a minute without use.
 *
 *     node tests/browser/bench-popup.mjs [--opens=7] [--idle=30] [--tagged] [--icons] [--trace=FILE]
 *
 * Times are medians, from the click on the toolbar button to the frame after the code is in the
 * document. The package is measured unchanged, except for one script in its popup that reports the
 * time. Busy is the main thread's task time over a whole period of codes while nobody touches the
 * popup. `--icons` measures each size twice: with services without icons, and with services that
 * have one. `--trace` writes a trace of one open at each size, for chrome://tracing.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PATIENCE } from './hands.mjs';
import { PACKAGE, startBrowser } from './harness.mjs';
import { inExtension, saveAll, wipe } from './stage.mjs';
import { newKey } from './keys.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Accounts, and the most that the time may be of an empty page's. */
const SIZES = /** @type {const} */ ([
  [3, 1.3],
  [100, 1.3],
  [1000, 1.4],
]);
const MOST_BUSY = 10;
/** Milliseconds until a process without pages has ended. */
const REST = 2000;
/** Services of which none has an icon, and such that each has one. */
const PLAIN = Array.from({ length: 100 }, (_, at) => `Service ${at}`);
const KNOWN = [
  'GitHub',
  'GitLab',
  'Google',
  'Microsoft',
  'Slack',
  'Discord',
  'Dropbox',
  'PayPal',
  'Stripe',
  'Reddit',
  'npm',
  'Docker',
  'Cloudflare',
  'DigitalOcean',
  'Hetzner',
  'Twitch',
  'Steam',
  'Okta',
  'Zoom',
  'Notion',
];
const POPUP = 'extension/popup/popup.html';
const EMPTY = 'empty.html';

const { values } = parseArgs({
  options: {
    opens: { type: 'string', default: '7' },
    idle: { type: 'string', default: '30' },
    tagged: { type: 'boolean', default: false },
    icons: { type: 'boolean', default: false },
    trace: { type: 'string' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
await cp(PACKAGE, folder, { recursive: true });
await writeFile(join(folder, 'watch.js'), `(${watch})();`);
const html = await readFile(join(folder, POPUP), 'utf8');
await writeFile(
  join(folder, POPUP),
  html.replace('<head>', '<head><script src="/watch.js"></script>'),
);
await writeFile(
  join(folder, EMPTY),
  '<!doctype html><html><head><script src="/watch.js"></script><title>empty</title></head><body><p>empty</p></body></html>',
);

const session = await startBrowser({ extension: folder });
const server = createServer((_, response) => response.end('<!doctype html><title>page</title>'));
try {
  await new Promise((go) => server.listen(0, '127.0.0.1', () => go(undefined)));
  const bound = server.address();
  const page = await session.tab(
    `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/`,
  );
  console.log('    accounts   first code      empty   ratio   wanted    busy ms/s');
  for (const [count, most] of SIZES)
    for (const issuers of values.icons ? [PLAIN, KNOWN] : [PLAIN])
      console.log(await measure(page, count, most, issuers));
} finally {
  await session.close();
  server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Gives each account two of twenty tags, and every tenth a pin. */
function tagAll() {
  return inExtension(session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((vault) => {
      vault.rows(vault.search(''), 0).forEach(({ id }, at) => {
        vault.tag(id, `Tag ${at % 20}`);
        vault.tag(id, `Tag ${(at + 7) % 20}`);
        if (at % 10 === 0) vault.setPinned(id, true);
      });
    });
  });
}

/**
 * @param {Page} page @param {number} count @param {number} most
 * @param {readonly string[]} issuers
 */
async function measure(page, count, most, issuers) {
  await wipe(session);
  await saveAll(
    session,
    Array.from(
      { length: count },
      (_, at) =>
        newKey({ issuer: issuers[at % issuers.length] ?? '', account: `person${at}@example.org` })
          .uri,
    ),
  );
  if (values.tagged) await tagAll();
  /** @type {Record<'popup' | 'empty', number[]>} */
  const times = { popup: [], empty: [] };
  // One more than is counted: the first warms the browser's caches.
  for (let turn = 0; turn <= Number(values.opens); turn += 1) {
    times.popup.push(await open(page, POPUP));
    times.empty.push(await open(page, EMPTY));
  }
  const [popup, empty] = [median(times.popup.slice(1)), median(times.empty.slice(1))];
  const busy = await open(page, POPUP, busyness);
  if (values.trace !== undefined)
    await trace(values.trace.replace(/(\.json)?$/u, `-${count}.json`));
  const ratio = popup / empty;
  const misses = [ratio > most ? 'too slow' : '', busy > MOST_BUSY ? 'too busy' : '']
    .filter(Boolean)
    .join(', ');
  return [
    `${count}${issuers === KNOWN ? ' icons' : ''}`.padStart(12),
    `${popup.toFixed(0)} ms`.padStart(13),
    `${empty.toFixed(0)} ms`.padStart(11),
    ratio.toFixed(2).padStart(8),
    most.toFixed(1).padStart(9),
    busy.toFixed(1).padStart(13),
    misses && `   ${misses}`,
  ].join('');
}

/**
 * Opens the toolbar button's page and measures when its first code was painted.
 * @param {Page} page @param {string} path
 * @param {(popup: Page) => Promise<number>} [then] measures something else about the open page
 * @returns {Promise<number>} milliseconds since the click
 */
async function open(page, path, then) {
  const { browser } = session;
  const [extension] = [...(await browser.extensions()).values()];
  if (!extension) throw new Error('the extension is gone');
  await inExtension(session, (path) => chrome.action.setPopup({ popup: path }), path);
  await asleep();
  await page.bringToFront();
  const opening = browser.waitForTarget((target) => target.url() === session.address(path), {
    timeout: PATIENCE,
  });
  const clicked = Date.now();
  await page.triggerExtensionAction(extension);
  const popup = await (await opening).asPage();
  const painted = await popup.waitForFunction(
    () => /** @type {{ painted?: number }} */ (globalThis).painted,
    { polling: 50 },
  );
  const result = then ? await then(popup) : Number(await painted.jsonValue()) - clicked;
  await popup.close();
  return result;
}

/**
 * As after half a minute without the extension: its service worker has ended, and with it its
 * process. Otherwise it would be chance whether the previous process is still alive, which halves
 * the time.
 */
async function asleep() {
  await session.stopWorker();
  await new Promise((go) => setTimeout(go, REST));
}

/** @param {string} path */
async function trace(path) {
  const page = await session.tab();
  await page.setViewport({ width: 360, height: 600 });
  await page.tracing.start({
    path,
    categories: ['devtools.timeline', 'v8', 'v8.wasm', 'loading', 'blink.user_timing', 'toplevel'],
  });
  await page.goto(session.address(POPUP));
  await page.waitForSelector('[data-code]');
  await page.tracing.stop();
  await page.close();
}

/**
 * The main thread's milliseconds a second, in processor time, since wall time would count other
 * programs.
 * @param {Page} page
 */
async function busyness(page) {
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return {
      task: metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN,
      at: performance.now(),
    };
  };
  // Work left over from opening doesn't count as idle.
  await new Promise((go) => setTimeout(go, 1500));
  const before = await read();
  await new Promise((go) => setTimeout(go, Number(values.idle) * 1000));
  const after = await read();
  return (1_000_000 * (after.task - before.task)) / (after.at - before.at);
}

/** Runs in the page before anything else. */
function watch() {
  const clock = /** @type {{ painted?: number }} */ (globalThis);
  const painted = () =>
    requestAnimationFrame(() =>
      setTimeout(() => (clock.painted = performance.timeOrigin + performance.now())),
    );
  if (location.pathname === '/empty.html') {
    addEventListener('DOMContentLoaded', painted, { once: true });
    return;
  }
  const observer = new MutationObserver(() => {
    const code = document.querySelector('[data-code]');
    if (!code?.textContent || document.body.hidden) return;
    observer.disconnect();
    painted();
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
  });
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
