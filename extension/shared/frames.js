/**
 * Frames of other origins in the page in front. The click on the toolbar button gives access to the
 * page and its own origin's frames. For another site's frame, the browser asks the user. The core
 * says whether an account belongs there.
 */
import { injectInto, originsInFrames, framesOfPage } from './page.js';

/** @typedef {import('./page.js').Described} Described */
/** @typedef {import('./page.js').Tab} Tab */

/** The host to ask the browser for, whatever its port. @param {string} origin */
function hostsOf(origin) {
  const { protocol, hostname } = new URL(origin);
  return { origins: [`${protocol}//${hostname}/*`] };
}

/**
 * The origins of the visible frames, the largest first.
 * @param {Tab} tab
 * @returns {Promise<string[]>} empty on pages that the browser closes to extensions
 */
export async function framesOf(tab) {
  const found = await framesOfPage(tab).catch(() => []);
  return [...new Set(found)];
}

/** @param {string} origin */
export const isFrameAllowed = (origin) => chrome.permissions.contains(hostsOf(origin));

/**
 * Makes the browser ask the user; needs a click.
 * @param {string} origin
 */
export const allowFrame = (origin) => chrome.permissions.request(hostsOf(origin));

/** The most frames of one site that are examined. */
const MOST = 8;

/**
 * The inputs of each frame of exactly this origin, described like a page's.
 * @param {Tab} tab @param {string} origin
 * @returns {Promise<Described[]>} without frames whose document the browser doesn't identify, since
 * another document could be filled
 */
export async function describeFrames(tab, origin) {
  const all = await originsInFrames(tab).catch(() => []);
  /** @type {Described[]} */
  const described = [];
  for (const { document } of all.filter((one) => one.origin === origin).slice(0, MOST)) {
    if (document === undefined) continue;
    const frame = { ...tab, document };
    const page = await injectInto(frame).catch(() => undefined);
    if (page && new URL(page.url).origin === origin)
      described.push({ tab: { ...frame, url: page.url }, page });
  }
  return described;
}
