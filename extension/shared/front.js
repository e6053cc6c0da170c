/**
 * The page in front of the popup: its address, known at once, and what it asks for, looked at once
 * the first codes are painted, since they do not wait for it.
 */
import { begun } from './begun.js';
import { painted } from './dom.js';
import { askedOn, theVault } from './session.js';

/** @typedef {ReturnType<typeof import('./page.js').describePage>} Page */

/** @type {Page | undefined} */
let page;

/** Empty where there is none, or where the browser does not tell. */
export const frontAddress = () => begun.address.catch(() => '');

/** What the page asked for when it was looked at last. @returns {Page} */
export const frontPage = () => (page ??= painted().then(look));

/** What the page asks for now. @returns {Page} */
export const frontPageAgain = () => (page = look());

/**
 * The accounts that belong to the page in front by its address alone; undefined where none does.
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
  return (await import('./page.js')).describePage();
}
