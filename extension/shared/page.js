/**
 * The page in front: describes its inputs, captures its picture, and fills in digits, with the
 * access that the click on the toolbar button gave (`activeTab`). The only file that injects
 * scripts. It decides nothing: core's `form` and `site` do.
 */

import { ASKED_LIVES, forget, keep, readSession } from './storage.js';

/**
 * @typedef {import('../wasm/tandem.js').PageDescription} PageDescription
 * @typedef {{ tab: Tab, page: PageDescription, chosen?: import('../wasm/tandem.js').ChosenView }}
 * Described `chosen`: the field that the user chose
 * @typedef {{ id: number, windowId: number, url: string, document?: string }} Tab `document`: the
 * browser's id of the document that was described
 * @typedef {{ index: number, text: string }} Entry a field's index in the description, and its new
 * text
 * @typedef {{ filled: number, leads: string[], buttons?: string[] }} Taken `leads`: the paths where
 * the page may ask again; `buttons`: the names of those that send the form, while it waits for one
 * @typedef {Taken | { refused: string }} Filled
 * @typedef {{ before: number, after: number, date: number }} Sample a site's time in whole seconds,
 * and when it was asked and had answered; all in milliseconds
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

/** Removes the badge that asked for a click on the toolbar button. */
export const dropBadge = async () =>
  chrome.action.setBadgeText({ tabId: (await activeTab()).id, text: '' });

/**
 * A tab that was in front before, if it still exists. Its address is visible only while the browser
 * gives us access.
 * @param {number | undefined} id
 * @returns {Promise<Tab | undefined>}
 */
export async function tabOf(id) {
  if (id === undefined) return undefined;
  const tab = await chrome.tabs.get(id).catch(() => undefined);
  return tab && { id, windowId: tab.windowId, url: tab.url ?? '' };
}

/** The scripts that describe and fill; the last one's value is the description. */
const SCRIPTS = [
  '/extension/page/nodes.js',
  '/extension/page/write.js',
  '/extension/page/answer.js',
  '/extension/page/press.js',
  '/extension/page/fill.js',
  '/extension/page/fields.js',
];

/**
 * The inputs of the page's top frame and of the frames of its origin.
 * @param {Tab} [front] the tab in front, if known
 * @param {number} [patience] in milliseconds, for a page that doesn't answer; a popup waits while
 * it is open
 * @returns {Promise<Described | undefined>} undefined on pages that the browser closes to
 * extensions: its own, the store's, other extensions'
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
    // If the browser tells the tab's address, the script in the page has to report the same origin.
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
 * The inputs of one document, in a frame that we have access to.
 * @param {Tab & { document: string }} frame
 * @returns {Promise<PageDescription | undefined>}
 */
export async function injectInto({ id, document }) {
  const target = { tabId: id, documentIds: [document] };
  const [injected] = await chrome.scripting.executeScript({ target, files: SCRIPTS });
  return /** @type {PageDescription | undefined} */ (injected?.result);
}

/**
 * In CSS pixels, width and height: the least room for a field.
 * @type {[number, number]}
 */
const LEAST_FRAME = [120, 40];

/**
 * The page's frames that we have access to and that are large enough for a field, with the
 * browser's ids of their documents.
 * @param {Tab} tab
 * @returns {Promise<{ origin: string, document: string | undefined }[]>}
 */
export async function originsInFrames(tab) {
  const found = await chrome.scripting.executeScript({
    target: { tabId: tab.id, allFrames: true },
    // The document's real origin: a sandboxed frame has none, whatever its address says.
    func: (wide, high) =>
      innerWidth >= wide && innerHeight >= high ? globalThis.origin : undefined,
    args: LEAST_FRAME,
  });
  return found
    .filter(({ frameId, result }) => frameId !== 0 && result)
    .map(({ result, documentId }) => ({ origin: String(result), document: documentId }));
}

/**
 * The origins of the visible frames as the page reports them, the largest first.
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
export async function framesOfPage(tab) {
  await chrome.scripting.executeScript({
    target: { tabId: tab.id },
    files: ['/extension/page/nodes.js', '/extension/page/frames.js'],
  });
  return (await callPage(tab, 'frames', ...LEAST_FRAME)) ?? [];
}

/**
 * The field on this page that the user chose in the browser's context menu: the one with the cursor
 * in the first description after the click, and the same element in later ones. An index beyond
 * all inputs if it isn't there (any more): no other field is meant.
 * @param {Tab} tab @param {PageDescription} page
 */
async function chosenOn(tab, page) {
  const { chosen } = await readSession();
  if (chosen?.tab !== tab.id) return undefined;
  const anew = !chosen.found;
  const index = /** @type {number | undefined} */ (
    chosen.url === page.url
      ? await within(FILLED_WITHIN, callPage(tab, 'pointedAt', anew))
      : undefined
  );
  const there = index !== undefined && index >= 0;
  if (!there) await forget('chosen');
  else if (anew) await keep('chosen', { ...chosen, found: true }, ASKED_LIVES);
  // The page went elsewhere since, and the choice is over.
  if (index === undefined && !anew) return undefined;
  return { index: there ? index : page.inputs.length, insert: chosen.how === 'insert' };
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

/** In milliseconds: a page that was just described answers within this, or gets nothing. */
const FILLED_WITHIN = 5000;

/**
 * @param {Tab} tab
 * @param {string} origin the one that the user was told; a page of any other refuses
 * @param {Entry[]} entries
 * @param {{ how?: 'insert' | undefined, submit?: boolean }} [options] `insert`: at the cursor;
 * `submit`: also returns the names of the form's buttons
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
 * The errors for what stopped the filling.
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
 * Presses one of the buttons that a filled page named, once, if it still has that name.
 * @param {Tab} tab @param {number} at @param {string} name
 * @returns {Promise<boolean | undefined>} undefined if the page doesn't say whether it was pressed
 */
export const pressButton = (tab, at, name) =>
  within(FILLED_WITHIN, callPage(tab, 'press', at, name)).catch(() => undefined);

/**
 * How the document reacted to a code.
 * @param {Tab} tab @param {'watch' | 'now'} how `watch` waits up to two seconds for it
 * @returns {Promise<'stands' | 'pressed' | 'refused' | 'gone' | undefined>} undefined if nothing
 * was filled there
 */
export async function answerOf(tab, how) {
  try {
    return await callPage(tab, how === 'watch' ? 'watch' : 'answer');
  } catch {
    // The document is gone, so the page went on.
    return how === 'watch' ? 'gone' : undefined;
  }
}

/**
 * The site's time. The page asks its own site, without credentials, for something that costs the
 * site nothing.
 * @param {Tab} tab @param {number} times how often it is asked
 * @returns {Promise<Sample[]>} empty if the site doesn't tell
 */
export async function timesOf(tab, times) {
  try {
    const asked = chrome.scripting.executeScript({
      target: documentOf(tab),
      func: askForTimes,
      args: [times],
    });
    // Longer than the site may take, for a page that doesn't answer at all.
    const [injected] = await within(FILLED_WITHIN * (times + 1), asked);
    return injected?.result ?? [];
  } catch {
    return [];
  }
}

/** Runs in the page, so it can't use anything outside itself. @param {number} times */
async function askForTimes(times) {
  const samples = [];
  for (const path of [...Array(times).fill('/favicon.ico'), '/']) {
    if (samples.length === times || (path === '/' && samples.length)) break;
    const before = Date.now();
    try {
      // Only the page's own origin, whatever its base address and wherever it redirects.
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
      // Redirected or not answered: try another address.
    }
    // The offset shows best when a second of the site's clock starts between two answers.
    if (samples.length < times) await new Promise((go) => setTimeout(go, 300));
  }
  return samples;
}

/**
 * Only the document that was described, never one around it or one that replaced it.
 * @param {Tab} tab
 */
const documentOf = ({ id, document }) => ({
  tabId: id,
  ...(document !== undefined && { documentIds: [document] }),
});

/**
 * Calls a function of the injected scripts.
 * @template T
 * @param {Tab} tab @param {string} name of the function @param {...unknown} values its arguments
 * @returns {Promise<T | undefined>}
 */
async function callPage(tab, name, ...values) {
  const [injected] = await chrome.scripting.executeScript({
    target: documentOf(tab),
    func: (name, values) =>
      /** @type {{ tandem?: Record<string, (...values: unknown[]) => unknown> }} */ (
        globalThis
      ).tandem?.[name]?.(...values),
    args: /** @type {[string, unknown[]]} */ ([name, values]),
  });
  return /** @type {T | undefined} */ (injected?.result ?? undefined);
}

/**
 * Elements that may show QR codes and aren't fully visible, the likeliest first; or the one picture
 * with an address.
 * @param {Tab} tab @param {string} [source]
 * @returns {Promise<Shown[]>} empty on pages that the browser closes to extensions
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
 * Scrolls a point of a picture to the middle of the view, as far as possible.
 * @param {Tab} tab
 * @param {Shown} picture
 * @param {[number, number]} [point] without it, the page stays as it is
 * @returns {Promise<{ left: number, top: number, view: Size, room: Size }>} the picture's place
 * afterwards, the size of the view, and how much of the picture fits at once
 */
export async function show(tab, { at }, point) {
  const stands = await callPage(tab, 'show', at, point ?? null);
  if (!stands) throw { code: 'page_moved' };
  return /** @type {Awaited<ReturnType<typeof show>>} */ (stands);
}

/** Scrolls everything back. @param {Tab} tab */
export const putBack = (tab) => callPage(tab, 'putBack');

/**
 * A picture's own pixels as a data URL, if the browser gives them.
 * @param {Tab} tab
 * @param {Shown} picture
 * @returns {Promise<string | undefined>}
 */
export const pixelsOf = (tab, { at }) => callPage(tab, 'pixels', at);

/** In milliseconds: the browser allows two captures a second. */
const BETWEEN_CAPTURES = 510;
let captured = -BETWEEN_CAPTURES;

/**
 * Captures the visible page as a data URL. A high-quality JPEG is made and read in two thirds of a
 * PNG's time, and its losses don't matter to a QR code.
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
      // Another window of the extension may have used up the allowance.
      if (tries < 3 && said.includes('MAX_CAPTURE')) continue;
      throw { code: /no (active|tab|window)/i.test(said) ? 'tab_gone' : 'cannot_capture', cause };
    }
  }
}

/**
 * Device pixels per CSS pixel, which zooming changes.
 * @param {number} tabId
 * @returns {Promise<number>}
 */
async function densityOf(tabId) {
  const [injected] = await chrome.scripting.executeScript({
    target: { tabId },
    func: () => devicePixelRatio,
  });
  return injected?.result ?? 0;
}

/**
 * Resolves when the page was painted at another density. Doesn't wait for a page that isn't
 * painted.
 * @param {number} tabId
 * @param {number} density
 */
async function repainted(tabId, density) {
  await chrome.scripting.executeScript({
    target: { tabId },
    func: async (density, patience) => {
      const until = performance.now() + patience;
      const frame = () =>
        Promise.race([
          new Promise(requestAnimationFrame),
          new Promise((go) => setTimeout(go, patience)),
        ]);
      while (devicePixelRatio === density && performance.now() < until) await frame();
      // What is requested in one frame is on the screen in the next.
      for (let frames = 0; frames < 2; frames += 1) await frame();
    },
    args: [density, 700],
  });
}

/**
 * Enlarges the page during `act`, in this tab only, and resets the zoom. If the popup closes
 * meanwhile, the service worker resets it: it waits for this lock.
 * @template T
 * @param {Tab} tab
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export const zoomedIn = async ({ id }, act) =>
  navigator.locks.request('zoomed', async () => {
    const before = await chrome.tabs.getZoom(id);
    const { scope } = await chrome.tabs.getZoomSettings(id);
    await keep('zoomed', { id, before, scope }, ASKED_LIVES);
    try {
      await chrome.tabs.setZoomSettings(id, { scope: 'per-tab' });
      const density = await densityOf(id);
      await chrome.tabs.setZoom(id, before * 1.75);
      await repainted(id, density);
      return await act();
    } finally {
      await resetZoom();
    }
  });

/** Resets the zoom of a page that was enlarged, if it still is. */
export async function resetZoom() {
  const { zoomed } = await readSession();
  if (!zoomed) return;
  try {
    await chrome.tabs.setZoom(zoomed.id, zoomed.before);
    await chrome.tabs.setZoomSettings(zoomed.id, { scope: zoomed.scope });
  } catch (error) {
    // The tab was closed.
    console.warn('The zoom was not reset.', error);
  }
  await forget('zoomed');
}
