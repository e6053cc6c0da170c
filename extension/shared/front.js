/**
 * The page in front of the popup: its address, known from the start, and what it asks for, examined
 * after the first codes were painted, so that they don't wait.
 */
import { painted } from './dom.js';
import { preloaded } from './preload.js';
import { askedOn, theVault } from './session.js';

/** @typedef {ReturnType<typeof import('./page.js').describePage>} Page */

/** @type {Page | undefined} */
let page;

/** Empty if there is no page, or the browser doesn't tell. */
export const frontAddress = () => preloaded.address.catch(() => '');

/** What the page asked for when it was last examined. @returns {Page} */
export const frontPage = () => (page ??= painted().then(look));

/** Examines the page again. @returns {Page} */
export const frontPageAgain = () => (page = look());

/**
 * The accounts that belong to the page in front by its address alone; undefined if there are none.
 */
export async function belonging() {
  const url = await frontAddress();
  const known = url ? theVault()?.onPage({ url, title: '', inputs: [], groups: [] }) : undefined;
  return known?.fitting.length ? known : undefined;
}

/** Whether the page asks for one code. @param {Page} page */
export async function asksForOne(page) {
  const described = await page;
  const ask = described && askedOn(described)?.ask;
  return ask === 'single' || ask === 'boxes';
}

async function look() {
  const { describePage, dropBadge } = await import('./page.js');
  dropBadge().catch(() => undefined);
  return describePage();
}
