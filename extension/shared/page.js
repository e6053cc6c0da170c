/**
 * The page in front of the person, by the power their click on the toolbar gave (`activeTab`):
 * what inputs it has, what it looks like, and the digits that go into it. The only file that
 * injects. It decides nothing: `form` and `site` in the core do.
 */

import { readSession } from './storage.js';

/**
 * @typedef {import('../wasm/tandem.js').PageDescription} PageDescription
 * @typedef {{ tab: Tab, page: PageDescription, chosen?: import('../wasm/tandem.js').ChosenView }} Described
 * `chosen`: where the person points
 * @typedef {{ id: number, windowId: number, url: string, document?: string }} Tab `document` is the
 * browser's name for the one that was described
 * @typedef {{ index: number, text: string }} Entry which field of the description, and what goes
 * into it
 * @typedef {{ filled: number, leads: string[], pressed?: boolean }} Taken `leads`: the paths where
 * the page may ask again
 * @typedef {Taken | { refused: string }} Filled
 * @typedef {{ before: number, after: number, date: number }} Sample what a site said of the time, a
 * whole second, and when it was asked and had answered; in milliseconds
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ at: number, width: number, height: number, whole: boolean }} Shown an element of the
 * page, in CSS pixels
 */

/** @returns {Promise<Tab>} */
export async function activeTab() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) throw { code: 'tab_gone' };
  return { id: tab.id, windowId: tab.windowId, url: tab.url ?? '' };
}

/**
 * One that was in front before, if it is there; its address only as long as the browser lets us see
 * it.
 * @param {number | undefined} id
 * @returns {Promise<Tab | undefined>}
 */
export async function tabOf(id) {
  if (id === undefined) return undefined;
  const tab = await chrome.tabs.get(id).catch(() => undefined);
  return tab && { id, windowId: tab.windowId, url: tab.url ?? '' };
}

/** What describes and fills; the value of the last one is the description. */
const SCRIPTS = [
  '/extension/page/nodes.js',
  '/extension/page/write.js',
  '/extension/page/answer.js',
  '/extension/page/press.js',
  '/extension/page/fill.js',
  '/extension/page/fields.js',
];

/**
 * The inputs of the page's top frame and of what it shares an origin with.
 * @param {Tab} [front] the one in front, where that is known
 * @param {number} [patience] in milliseconds, for a page that does not answer; a popup waits as
 * long as it is open
 * @returns {Promise<Described | undefined>} undefined where a browser lets no
 *   extension look: its own pages, the store, another extension
 */
export async function describePage(front, patience) {
  try {
    const tab = front ?? (await activeTab());
    const answered = chrome.scripting.executeScript({
      target: { tabId: tab.id },
      files: SCRIPTS,
    });
    const [injected] = await (patience === undefined ? answered : within(patience, answered));
    const page = /** @type {PageDescription | undefined} */ (injected?.result);
    // Where the browser names the site by itself, the script in the page has to say the same.
    if (!page || (tab.url && originOf(tab.url) !== originOf(page.url))) return undefined;
    const there = {
      ...tab,
      ...(injected?.documentId !== undefined && { document: injected.documentId }),
    };
    const chosen = await chosenOn(there, page);
    return { tab: there, page, ...(chosen && { chosen }) };
  } catch {
    return undefined;
  }
}

/**
 * The inputs of one document: of a frame that we were let into.
 * @param {Tab & { document: string }} frame
 * @returns {Promise<PageDescription | undefined>}
 */
export async function injectInto({ id, document }) {
  const target = { tabId: id, documentIds: [document] };
  const [injected] = await chrome.scripting.executeScript({ target, files: SCRIPTS });
  return /** @type {PageDescription | undefined} */ (injected?.result);
}

/**
 * The frames that we were let into and that have room for a field, but for the page itself, with the
 * browser's names for their documents.
 * @param {Tab} tab
 * @returns {Promise<{ origin: string, document: string | undefined }[]>}
 */
export async function originsInFrames(tab) {
  const found = await chrome.scripting.executeScript({
    target: { tabId: tab.id, allFrames: true },
    // The document's own origin: where a frame is kept apart it has none, whatever its address says.
    func: () => (innerWidth >= 120 && innerHeight >= 40 ? globalThis.origin : undefined),
  });
  return found
    .filter(({ frameId, result }) => frameId !== 0 && result)
    .map(({ result, documentId }) => ({ origin: String(result), document: documentId }));
}

/**
 * The origins that the page says its frames have, of those that a person can see, the largest
 * first.
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
export async function framesOfPage(tab) {
  const [injected] = await chrome.scripting.executeScript({
    target: { tabId: tab.id },
    files: ['/extension/page/nodes.js', '/extension/page/frames.js'],
  });
  return /** @type {string[] | undefined} */ (injected?.result) ?? [];
}

/**
 * Where the person points on this very page, by the browser's context menu.
 * @param {Tab} tab @param {PageDescription} page
 */
async function chosenOn(tab, page) {
  const { chosen } = await readSession();
  if (!chosen || chosen.tab !== tab.id || chosen.url !== page.url) return undefined;
  const index = /** @type {number | undefined} */ (await callPage(tab, 'focused'));
  return index === undefined || index < 0 ? undefined : { index, insert: chosen.how === 'insert' };
}

/** @param {string} url */
const originOf = (url) => new URL(url).origin;

/**
 * @template T
 * @param {number} patience in milliseconds @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function within(patience, promise) {
  return Promise.race([
    promise,
    new Promise((_, late) =>
      setTimeout(() => late(new Error('the page does not answer')), patience),
    ),
  ]);
}

/** In milliseconds: a page that has just been described answers within that, or gets nothing. */
const FILLED_WITHIN = 5000;

/**
 * @param {Tab} tab
 * @param {string} origin where the person was told the code goes; any other refuses
 * @param {Entry[]} entries
 * @param {{ how?: 'insert' | undefined, submit?: boolean }} [options] at the cursor; and whether
 * the form's button is pressed then
 * @returns {Promise<Taken>}
 */
export async function fillPage(tab, origin, entries, options = {}) {
  /** @type {Filled | undefined} */
  let result;
  try {
    result = await within(
      FILLED_WITHIN,
      callPage(tab, 'fill', { ...options, origin, entries, until: Date.now() + FILLED_WITHIN }),
    );
  } catch (cause) {
    throw { code: 'tab_gone', cause };
  }
  if (!result) throw { code: 'page_moved' };
  if ('refused' in result)
    throw { ...(FAULTS[result.refused] ?? { code: 'page_refused_fill' }), cause: result.refused };
  return result;
}

/**
 * What was seen where a page could not be filled, as an error.
 * @type {Record<string, { code: string }>}
 */
const FAULTS = {
  gone: { code: 'page_field_gone' },
  hidden: { code: 'page_field_hidden' },
  closed: { code: 'page_field_closed' },
  full: { code: 'page_field_full' },
  origin: { code: 'page_moved' },
  late: { code: 'page_slow' },
};

/**
 * What the document made of a code that it was given.
 * @param {Tab} tab @param {'watch' | 'now'} how `watch` waits up to two seconds for it
 * @returns {Promise<'stands' | 'pressed' | 'refused' | 'gone' | undefined>} nothing where nothing
 * was filled there
 */
export async function answerOf(tab, how) {
  try {
    return await callPage(tab, how === 'watch' ? 'watch' : 'answer');
  } catch {
    // The document has gone, and the page went on.
    return how === 'watch' ? 'gone' : undefined;
  }
}

/**
 * What the site says of the time: asked by the page of its own site, without credentials, for a
 * thing that no site does anything for.
 * @param {Tab} tab @param {number} times how often it is asked
 * @returns {Promise<Sample[]>} empty where the site does not say
 */
export async function timesOf(tab, times) {
  try {
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: askForTimes,
      args: [times],
    });
    return injected?.result ?? [];
  } catch {
    return [];
  }
}

/** Runs in the page, and so knows nothing that stands outside of it. @param {number} times */
async function askForTimes(times) {
  const samples = [];
  for (const path of [...Array(times).fill('/favicon.ico'), '/']) {
    if (samples.length === times || (path === '/' && samples.length)) break;
    const before = Date.now();
    try {
      // Its own origin, whatever address the page takes for its base, and nowhere else it is sent to.
      const { headers } = await fetch(new URL(path, location.origin), {
        method: 'HEAD',
        mode: 'same-origin',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(3000),
      });
      const date = Date.parse(headers.get('date') ?? '') + 1000 * Number(headers.get('age'));
      if (date) samples.push({ before, after: Date.now(), date });
    } catch {
      // Sent elsewhere, or not answered: another address may do.
    }
    // Its clock is seen best when one of its seconds begins between two answers.
    if (samples.length < times) await new Promise((go) => setTimeout(go, 300));
  }
  return samples;
}

/**
 * Asks one of the scripts that were injected before.
 * @template T
 * @param {Tab} tab @param {string} name of its function @param {...unknown} values for it
 * @returns {Promise<T | undefined>}
 */
async function callPage(tab, name, ...values) {
  const [injected] = await chrome.scripting.executeScript({
    // In the document that was described, and in no other that took its place.
    target: { tabId: tab.id, ...(tab.document !== undefined && { documentIds: [tab.document] }) },
    func: (name, values) =>
      /** @type {{ tandem?: Record<string, (...values: unknown[]) => unknown> }} */ (
        globalThis
      ).tandem?.[name]?.(...values),
    args: /** @type {[string, unknown[]]} */ ([name, values]),
  });
  return /** @type {T | undefined} */ (injected?.result ?? undefined);
}

/**
 * What may show QR codes and cannot be seen whole, the likeliest first; or the one picture of an
 * address.
 * @param {Tab} tab @param {string} [source]
 * @returns {Promise<Shown[]>} none where a browser lets no extension look
 */
export async function picturesOf(tab, source = '') {
  try {
    await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      files: ['/extension/page/nodes.js', '/extension/page/pictures.js'],
    });
    return (await callPage(tab, 'list', source)) ?? [];
  } catch {
    return [];
  }
}

/**
 * Brings a point of a picture into the middle of the view, where it can be brought there.
 * @param {Tab} tab
 * @param {Shown} picture
 * @param {[number, number]} [point] none to leave the page as it is
 * @returns {Promise<{ left: number, top: number, view: Size, room: Size }>} where the picture
 * stands then, in a view of
 *   what size, and how much of it can be seen at once
 */
export async function show(tab, { at }, point) {
  const stands = await callPage(tab, 'show', at, point ?? null);
  if (!stands) throw { code: 'page_moved' };
  return /** @type {Awaited<ReturnType<typeof show>>} */ (stands);
}

/** Scrolls everything back to where it was. @param {Tab} tab */
export const putBack = (tab) => callPage(tab, 'putBack');

/**
 * A picture's own pixels as a data URL, where the browser gives them.
 * @param {Tab} tab
 * @param {Shown} picture
 * @returns {Promise<string | undefined>}
 */
export const pixelsOf = (tab, { at }) => callPage(tab, 'pixels', at);

/** The browser allows two pictures a second. */
const BETWEEN_CAPTURES = 510;
let captured = -BETWEEN_CAPTURES;

/**
 * A picture of what is visible of the page, as a data URL. A JPEG without loss that a code would
 * feel is made and read back in two thirds of a PNG's time.
 * @param {Tab} tab
 * @returns {Promise<string>}
 */
export async function capture(tab) {
  for (let tries = 1; ; tries += 1) {
    const wait = captured + BETWEEN_CAPTURES - performance.now();
    if (wait > 0) await new Promise((go) => setTimeout(go, wait));
    captured = performance.now();
    try {
      return await chrome.tabs.captureVisibleTab(tab.windowId, { format: 'jpeg', quality: 100 });
    } catch (cause) {
      const said = String(cause);
      // Another window of ours may have taken some.
      if (tries < 3 && said.includes('MAX_CAPTURE')) continue;
      throw { code: /no (active|tab|window)/i.test(said) ? 'tab_gone' : 'cannot_capture', cause };
    }
  }
}

/**
 * Device pixels to one of CSS, which zooming changes.
 * @param {Tab} tab
 * @returns {Promise<number>}
 */
async function densityOf(tab) {
  const [injected] = await chrome.scripting.executeScript({
    target: { tabId: tab.id },
    func: () => devicePixelRatio,
  });
  return injected?.result ?? 0;
}

/**
 * Until the page was painted at another density than this; a page that does not paint is not waited
 * for.
 * @param {Tab} tab
 * @param {number} density
 */
async function repainted(tab, density) {
  await chrome.scripting.executeScript({
    target: { tabId: tab.id },
    func: async (density, patience) => {
      const until = performance.now() + patience;
      const frame = () =>
        Promise.race([
          new Promise(requestAnimationFrame),
          new Promise((go) => setTimeout(go, patience)),
        ]);
      while (devicePixelRatio === density && performance.now() < until) await frame();
      // What is asked for in one frame is on the screen in the next.
      for (let frames = 0; frames < 2; frames += 1) await frame();
    },
    args: [density, 700],
  });
}

/**
 * Shows the page larger while `act` runs, for this tab alone, and puts it back.
 * @template T
 * @param {Tab} tab
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function zoomedIn(tab, act) {
  const before = await chrome.tabs.getZoom(tab.id);
  const settings = await chrome.tabs.getZoomSettings(tab.id);
  await chrome.tabs.setZoomSettings(tab.id, { scope: 'per-tab' });
  const density = await densityOf(tab);
  await chrome.tabs.setZoom(tab.id, before * 1.75);
  try {
    await repainted(tab, density);
    return await act();
  } finally {
    await chrome.tabs.setZoom(tab.id, before);
    await chrome.tabs.setZoomSettings(tab.id, { scope: settings.scope });
  }
}
