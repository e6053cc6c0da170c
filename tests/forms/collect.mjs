/**
 * Describes each page of a folder by the page script, for `cargo xtask bench forms` to judge.
 *
 *     node tests/forms/collect.mjs FOLDER OUT
 *
 * Each page is opened in a real Chromium with the package in it, and described as for the popup: by the script
 * of the package, injected by the power of a toolbar click. FOLDER holds `manifest.json`, a list of
 * `{ file, kind, fields, lang }`: `kind` is single, pair, boxes or none, `fields` are CSS selectors in order, in
 * which ` >>> ` enters a shadow root or a frame of the same origin. OUT gets one line of JSON a page:
 * `{ key, file, kind, lang, wanted, page }`, where `wanted` are places in `page.inputs` (-1: not described), and
 * `page` is null where the script failed. Lines whose page and scripts have not changed are kept from before.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PACKAGE, startBrowser } from '../browser/harness.mjs';
import { serve } from './serve.mjs';

/**
 * @typedef {{ file: string, kind: 'single' | 'pair' | 'boxes' | 'none', fields?: string[], lang?: string }} Entry
 * @typedef {{ key: string, file: string, kind: string, lang: string, wanted: number[], page: unknown }} Line
 */

const SCRIPTS = ['/extension/page/nodes.js', '/extension/page/fields.js'];

const [folder, out] = process.argv.slice(2).map((argument) => resolve(argument));
if (!folder || !out) throw new Error('collect.mjs FOLDER OUT');

const entries = /** @type {Entry[]} */ (
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
);
const before = new Map((await linesOf(out)).map((line) => [line.key, line]));
const scripts = await digestOf(
  join(PACKAGE, 'extension/page'),
  (await readdir(join(PACKAGE, 'extension/page'))).sort(),
);
const keys = new Map(
  await Promise.all(
    entries.map(async (entry) => {
      const bytes = await readFile(join(folder, entry.file));
      return /** @type {const} */ ([entry, digest([scripts, JSON.stringify(entry), bytes])]);
    }),
  ),
);
const fresh = await collect(entries.filter((entry) => !before.has(keys.get(entry) ?? '')));
const lines = entries.map((entry) => fresh.get(entry) ?? before.get(keys.get(entry) ?? ''));
await mkdir(dirname(out), { recursive: true });
await writeFile(out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/** @param {(string | Buffer)[]} parts */
function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 24);
}

/** @param {string} from @param {string[]} names */
async function digestOf(from, names) {
  return digest(await Promise.all(names.map((name) => readFile(join(from, name)))));
}

/** @param {string} file @returns {Promise<Line[]>} */
async function linesOf(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** @param {Entry[]} missing @returns {Promise<Map<Entry, Line>>} */
async function collect(missing) {
  /** @type {Map<Entry, Line>} */
  const found = new Map();
  if (!missing.length) return found;
  const server = await serve(/** @type {string} */ (folder));
  const session = await startBrowser();
  try {
    const tab = await session.tab(server.address);
    // One click, and its power lasts while the tab stays on this origin.
    await session.openPopup(tab);
    const helper = await session.tab(session.address('extension/popup/popup.html'));
    const id = await helper.evaluate(
      async (address) => (await chrome.tabs.query({})).find(({ url }) => url === address)?.id ?? 0,
      server.address,
    );
    for (const entry of missing) {
      await tab.goto(new URL(entry.file, server.address).href, { waitUntil: 'load' });
      found.set(entry, await lineOf(entry, helper, id));
    }
  } finally {
    await session.close();
    await server.stop();
  }
  return found;
}

/** @param {Entry} entry @param {import('puppeteer-core').Page} helper a page of the extension @param {number} tabId @returns {Promise<Line>} */
async function lineOf(entry, helper, tabId) {
  const selectors = entry.kind === 'none' ? [] : (entry.fields ?? []);
  const { page, wanted } = await helper.evaluate(
    async (tabId, files, selectors) => {
      const [described] = await chrome.scripting
        .executeScript({ target: { tabId }, files })
        .catch(() => []);
      if (!described?.result) return { page: null, wanted: selectors.map(() => -1) };
      const [injected] = await chrome.scripting.executeScript({
        target: { tabId },
        func: placesOf,
        args: [selectors],
      });
      return { page: described.result, wanted: injected?.result ?? [] };

      /** @param {string[]} selectors */
      function placesOf(selectors) {
        const { elements } = /** @type {{ tandem: { elements: Element[] } }} */ (
          /** @type {unknown} */ (globalThis)
        ).tandem;
        return selectors.map((selector) => {
          /** @type {Document | ShadowRoot | Element | null | undefined} */
          let at = document;
          for (const step of selector.split(' >>> ')) {
            if (at && 'shadowRoot' in at)
              at =
                chrome.dom.openOrClosedShadowRoot(/** @type {HTMLElement} */ (at)) ??
                /** @type {HTMLIFrameElement} */ (at).contentDocument;
            at = at?.querySelector(step);
          }
          return at ? elements.indexOf(/** @type {Element} */ (at)) : -2;
        });
      }
    },
    tabId,
    SCRIPTS,
    selectors,
  );
  if (wanted.includes(-2))
    throw new Error(`${entry.file}: a selector of ${JSON.stringify(selectors)} finds nothing`);
  return {
    key: keys.get(entry) ?? '',
    file: entry.file,
    kind: entry.kind,
    lang: entry.lang ?? '',
    wanted,
    page,
  };
}
