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

/**
 * The inputs of the frame of that very origin, as of a page.
 * @param {Tab} tab @param {string} origin
 * @returns {Promise<Described | undefined>} undefined where there is none, or where the browser does
 * not name its document: without that, what is filled could be another one
 */
export async function describeFrame(tab, origin) {
  try {
    const frames = await originsInFrames(tab);
    const frame = frames.find((one) => one.origin === origin && one.document !== undefined);
    const document = frame?.document;
    if (document === undefined) return undefined;
    const page = await injectInto({ ...tab, document });
    return page && new URL(page.url).origin === origin
      ? { tab: { ...tab, document }, page }
      : undefined;
  } catch {
    return undefined;
  }
}
