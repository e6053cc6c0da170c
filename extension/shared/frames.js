/**
 * Frames of other origins in the page in front. The click on the toolbar lets us into the page and
 * what shares its origin; into another site's frame the person lets us by the browser's own
 * question. It decides nothing: whether an account belongs there, the core says.
 */
import { injectInto, originsInFrames, framesOfPage } from './page.js';

/** @typedef {import('./page.js').Described} Described */
/** @typedef {import('./page.js').Tab} Tab */

/** What the browser is asked for: a host, whatever its port. @param {string} origin */
function hostsOf(origin) {
  const { protocol, hostname } = new URL(origin);
  return { origins: [`${protocol}//${hostname}/*`] };
}

/**
 * The origins of the frames that a person can see, the largest first.
 * @param {Tab} tab
 * @returns {Promise<string[]>} none where a browser lets no extension look
 */
export async function framesOf(tab) {
  const found = await framesOfPage(tab).catch(() => []);
  return [...new Set(found)];
}

/** @param {string} origin */
export const isFrameAllowed = (origin) => chrome.permissions.contains(hostsOf(origin));

/**
 * Asks the person, by the browser's own question; only after a press.
 * @param {string} origin
 */
export const allowFrame = (origin) => chrome.permissions.request(hostsOf(origin));

/** A page may have many of one site; no more are looked at. */
const MOST = 8;

/**
 * The inputs of each frame of that very origin, as of a page.
 * @param {Tab} tab @param {string} origin
 * @returns {Promise<Described[]>} none of those whose document the browser does not name: what is
 * filled could be another one
 */
export async function describeFrames(tab, origin) {
  const all = await originsInFrames(tab).catch(() => []);
  /** @type {Described[]} */
  const described = [];
  for (const { document } of all.filter((one) => one.origin === origin).slice(0, MOST)) {
    if (document === undefined) continue;
    const frame = { ...tab, document };
    const page = await injectInto(frame).catch(() => undefined);
    if (page && new URL(page.url).origin === origin) described.push({ tab: frame, page });
  }
  return described;
}
