/**
 * `cargo xtask bench scan`: the time from the click on *Scan QR on page* to the frame after the
 * answer is in the popup, on pages with and without a code, on a 1080p and a 4K screen.
 *
 *     node tests/browser/bench-scan.mjs [--scans=9]
 *
 * Each scan is like a user's: a toolbar click, a real popup, a real capture of the page, a new
 * Worker. The package is measured unchanged, except for one script in its popup that reports the
 * time. Times are medians, together with the minimum, which other work on the machine affects less,
 * and the browser's own time for capturing the page.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import QRCode from 'qrcode';
import { PACKAGE, startBrowser } from './harness.mjs';
import { newKey } from './keys.mjs';
import { wipe } from './stage.mjs';

/**
 * What is shown, how large in device pixels, at what scale, and the most milliseconds it may take.
 */
const CASES = /** @type {const} */ ([
  ['a code', 1920, 1080, 1, 120],
  ['a code', 3840, 2160, 2, 400],
  ['no code', 1920, 1080, 1, 600],
  ['no code', 3840, 2160, 2, 600],
]);
const POPUP = 'extension/popup/popup.html';

const { values } = parseArgs({ options: { scans: { type: 'string', default: '9' } } });

const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
await cp(PACKAGE, folder, { recursive: true });
await writeFile(join(folder, 'watch.js'), `(${watch})();`);
const html = await readFile(join(folder, POPUP), 'utf8');
await writeFile(
  join(folder, POPUP),
  html.replace('<head>', '<head><script src="/watch.js"></script>'),
);

const picture = await QRCode.toDataURL(newKey({ issuer: 'Amazon Web Services', bytes: 40 }).uri, {
  width: 400,
});
const server = createServer((request, response) => {
  response
    .setHeader('content-type', 'text/html; charset=utf-8')
    .end(sheet(request.url === '/code'));
});
await new Promise((go) => server.listen(0, '127.0.0.1', () => go(undefined)));
const bound = server.address();
const address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
try {
  console.log('a page with          picture     result      least   of which the picture   wanted');
  for (const one of CASES) console.log(await measure(one));
} finally {
  server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @param {typeof CASES[number]} one */
async function measure([what, width, height, scale, most]) {
  const session = await startBrowser({ extension: folder, scale });
  try {
    const page = await session.tab();
    await page.setViewport({
      width: width / scale,
      height: height / scale,
      deviceScaleFactor: scale,
    });
    await page.goto(`${address}/${what === 'a code' ? 'code' : 'none'}`);
    /** @type {Scan[]} */
    const scans = [];
    // One more than is counted: the first warms the browser's caches.
    for (let turn = 0; turn <= Number(values.scans); turn += 1) {
      // The browser allows two captures a second.
      await new Promise((go) => setTimeout(go, 600));
      const popup = await session.openPopup(page);
      await popup.press(session.words('scan_page'));
      const seen = await popup.page.waitForFunction(
        () => /** @type {{ scan?: Scan }} */ (globalThis).scan,
        { polling: 50 },
      );
      const scan = await seen.jsonValue();
      if (!scan) throw new Error('the popup told no time');
      const expected = session.words(what === 'a code' ? 'found_title' : 'error_nothing_found');
      await popup.says(expected);
      scans.push(scan);
      await wipe(session);
    }
    const counted = scans.slice(1);
    const [whole, taken] = [
      median(counted.map((scan) => scan.whole)),
      median(counted.map((scan) => scan.picture)),
    ];
    const size = counted[0]?.size ?? '';
    return [
      what.padEnd(14),
      size.padStart(14),
      `${whole.toFixed(0)} ms`.padStart(11),
      `${Math.min(...counted.map((scan) => scan.whole)).toFixed(0)} ms`.padStart(11),
      `${taken.toFixed(0)} ms`.padStart(23),
      `${most} ms`.padStart(9),
      whole > most ? '   too slow' : '',
    ].join('');
  } finally {
    await session.close();
  }
}

/**
 * A page as wide and as full as a console's. @param {boolean} code
 */
function sheet(code) {
  const words =
    'Users Groups Roles Policies Identity providers Account settings Access analyzer Security credentials'.split(
      ' ',
    );
  const row = (/** @type {number} */ number) =>
    `<tr>${words.map((word, column) => `<td>${word} ${(number * 7 + column * 13) % 97}</td>`).join('')}</tr>`;
  const table = (/** @type {number} */ rows) =>
    `<table>${Array.from({ length: rows }, (_, number) => row(number)).join('')}</table>`;
  return `<!doctype html><title>page</title><style>body { font: 14px sans-serif; margin: 16px } table { width: 100% } td { border-top: 1px solid #ccd; padding: 4px }</style>
    ${table(14)}${code ? `<img width="200" height="200" src="${picture}" alt="">` : ''}${table(40)}`;
}

/**
 * What the script in the popup measures.
 * @typedef {{ whole: number, picture: number, size: string }} Scan milliseconds, and the picture's
 * size
 */

/** Runs in the popup before anything else. */
function watch() {
  const told = /** @type {{ scan?: Scan }} */ (globalThis);
  /** @type {(window: number, how: { format: 'jpeg' }) => Promise<string>} */
  const capture = chrome.tabs.captureVisibleTab.bind(chrome.tabs);
  let [taken, url] = [0, ''];
  Object.assign(chrome.tabs, {
    /** @param {Parameters<typeof capture>} all */
    async captureVisibleTab(...all) {
      const before = performance.now();
      // The types know only the form with a callback.
      url = String(await capture(...all));
      taken = performance.now() - before;
      return url;
    },
  });
  addEventListener(
    'click',
    (click) => {
      const observer = new MutationObserver(() => {
        if (!url || !document.querySelector('main [data-part="heading"]')?.textContent) return;
        observer.disconnect();
        requestAnimationFrame(() =>
          setTimeout(async () => {
            const whole = performance.now() - click.timeStamp;
            const picture = new Image();
            picture.src = url;
            await picture.decode();
            told.scan = {
              whole,
              picture: taken,
              size: `${picture.naturalWidth} x ${picture.naturalHeight}`,
            };
          }),
        );
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true });
    },
    { capture: true, once: true },
  );
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
