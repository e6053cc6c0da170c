/**
 * `cargo xtask bench forms [DIR]`: which pages of a folder are understood.
 *
 *     node tests/forms/bench.mjs [DIR] [--list] [--only PART-OF-A-FILE-NAME]
 *
 * Each page is opened in a real Chromium with the package in it. The page's own script collects, injected
 * by the power of a toolbar click as the popup does it, and core's `form` answers, in the package's wasm.
 * DIR holds `manifest.json`, a list of `{ file, kind, fields, lang }`: `kind` is single, pair, boxes or none,
 * `fields` are CSS selectors in order, in which ` >>> ` enters a shadow root or a frame of the same origin.
 * A page counts as found when the kind and every field are right.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PACKAGE, startBrowser } from '../browser/harness.mjs';
import { onPageOf } from './answer.mjs';
import { serve } from './serve.mjs';

/**
 * @typedef {{ file: string, kind: 'single' | 'pair' | 'boxes' | 'none', fields?: string[], lang?: string }} Entry
 * @typedef {{ file: string, expected: string, answered: string, right: boolean }} Outcome
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, dump: { type: 'boolean', default: false } },
});
const FOLDER = resolve(positionals[0] ?? fileURLToPath(new URL('pages', import.meta.url)));

const entries = /** @type {Entry[]} */ (JSON.parse(await readFile(join(FOLDER, 'manifest.json'), 'utf8')))
  .filter(({ file }) => file.includes(values.only));
const answer = await onPageOf(PACKAGE);
const server = await serve(FOLDER);
const session = await startBrowser();
/** @type {Outcome[]} */
const outcomes = [];
try {
  const tab = await session.tab(server.address);
  // One click, and its power lasts while the tab stays on this origin.
  await session.openPopup(tab);
  const helper = await session.tab(session.address('extension/popup/popup.html'));
  const id = await helper.evaluate(async (address) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find(({ url }) => url === address)?.id;
  }, server.address);
  for (const entry of entries) {
    await tab.goto(new URL(entry.file, server.address).href, { waitUntil: 'load' });
    outcomes.push(await judge(entry, helper, id ?? 0));
  }
} finally {
  await session.close();
  await server.stop();
}
report();

/** @param {Entry} entry @param {import('puppeteer-core').Page} helper a page of the extension @param {number} tabId @returns {Promise<Outcome>} */
async function judge(entry, helper, tabId) {
  const described = await helper.evaluate(async (tabId) => {
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId },
      files: ['/extension/page/nodes.js', '/extension/page/fill.js', '/extension/page/fields.js'],
    });
    return injected?.result;
  }, tabId);
  if (values.dump) console.log(JSON.stringify(described, undefined, 1));
  // The pages are kept without their addresses, so where their forms lead says nothing here.
  const inputs = described.inputs.map((/** @type {object} */ input) => ({ ...input, targets: [] }));
  const asked = answer({ ...described, inputs, url: 'https://example.com/' });
  const kind = asked.ask === 'nothing' ? 'none' : asked.ask;
  const wanted = entry.kind === 'none' ? [] : entry.fields ?? [];
  const places = await helper.evaluate(async (tabId, selectors) => {
    const [injected] = await chrome.scripting.executeScript({ target: { tabId }, func: placesOf, args: [selectors] });
    return injected?.result ?? [];

    /** @param {string[]} selectors */
    function placesOf(selectors) {
      const { elements } = /** @type {{ tandem: { elements: Element[] } }} */ (/** @type {unknown} */ (globalThis)).tandem;
      return selectors.map((selector) => {
        /** @type {Document | ShadowRoot | Element | null | undefined} */
        let at = document;
        for (const step of selector.split(' >>> ')) {
          if (at && 'shadowRoot' in at) at = chrome.dom.openOrClosedShadowRoot(/** @type {HTMLElement} */ (at)) ?? /** @type {HTMLIFrameElement} */ (at).contentDocument;
          at = at?.querySelector(step);
        }
        return at ? elements.indexOf(/** @type {Element} */ (at)) : -2;
      });
    }
  }, tabId, wanted);
  if (places.includes(-2)) throw new Error(`${entry.file}: a selector of ${JSON.stringify(wanted)} finds nothing`);
  const name = (/** @type {number} */ place) => {
    const input = described.inputs[place];
    return input ? `${place}:${input.id || input.name || input.label || input.placeholder || '?'}` : `${place}`;
  };
  return {
    file: entry.file,
    expected: [entry.kind, ...places.map(name)].join(' '),
    answered: [kind, ...asked.fields.map(name)].join(' '),
    right: kind === entry.kind && places.join() === asked.fields.join(),
  };
}

function report() {
  const is = (/** @type {string} */ text) => !text.startsWith('none');
  const right = outcomes.filter((outcome) => outcome.right && is(outcome.expected)).length;
  const answered = outcomes.filter((outcome) => is(outcome.answered)).length;
  const wanted = outcomes.filter((outcome) => is(outcome.expected)).length;
  if (values.list) {
    for (const one of outcomes) if (!one.right) console.log(`${one.file}: ${one.answered}, and ${one.expected} is right`);
  }
  const share = (/** @type {number} */ of) => (of === 0 ? '100.0' : ((100 * right) / of).toFixed(1));
  console.log(`forms: ${outcomes.length} pages, precision ${share(answered)} %, recall ${share(wanted)} %`);
}
