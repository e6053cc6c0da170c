/**
 * *Fill code* without the popup: where exactly one account belongs to the page, it is open, and its
 * code was not handed over yet. In every other case the popup opens, where it can be decided.
 */
import * as device from '../shared/device.js';
import { putBoth, putOne, askOf } from '../shared/filling.js';
import { now } from '../shared/clock.js';
import { touch } from '../shared/lock.js';
import * as mirror from '../shared/mirror.js';
import { describePage } from '../shared/page.js';
import { closeSession, openSession, lazy, theVault } from '../shared/session.js';

/** @typedef {import('../shared/page.js').Tab} Tab */

/** In milliseconds: a page that has not answered by then is left to the popup. */
const PATIENCE = 5000;
/** In milliseconds: how long the button says that it is done. */
const DONE = 2000;

Object.assign(lazy, { device: async () => device, mirror: async () => mirror });

/** @param {Tab} tab */
export async function fillWithoutPopup(tab) {
  if (!(await filled(tab))) return openPopup(tab);
  await chrome.action.setBadgeText({ tabId: tab.id, text: '✓' });
  setTimeout(
    () => chrome.action.setBadgeText({ tabId: tab.id, text: '' }).catch(() => undefined),
    DONE,
  );
}

/** Where a browser opens no popup by itself, its button asks for a click. @param {Tab} tab */
export async function openPopup({ id, windowId }) {
  try {
    await chrome.action.openPopup({ windowId });
  } catch {
    await chrome.action.setBadgeText({ tabId: id, text: '!' });
  }
}

/**
 * Opens the vault for as long as something is done with it; one after the other, as there is one
 * vault. A lock meanwhile closes it under whatever is going on (see `background.js`), which then
 * ends in an error.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T | undefined>} nothing where the vault is locked or cannot be read: the popup
 * has a sentence for each
 */
export const withVault = async (act) =>
  navigator.locks.request('background', async () => {
    try {
      await openSession();
      return await act();
    } catch {
      return undefined;
    } finally {
      closeSession();
    }
  });

/**
 * The page is asked before the vault is opened: one that is slow, or means to be, keeps nothing
 * open.
 * @param {Tab} tab @returns {Promise<boolean | undefined>}
 */
async function filled(tab) {
  const page = await describePage(tab, PATIENCE);
  return page && withVault(() => fill(page));
}

/** @param {import('../shared/filling.js').Described} page @returns {Promise<boolean>} */
async function fill(page) {
  const { ask, fitting } = askOf(page);
  const [id, ...others] = fitting;
  if (id === undefined || others.length || ask === 'nothing') return false;
  if (ask === 'pair') await putBoth(id, page);
  else if (theVault()?.row(id, now(id)).reusableIn) return false;
  else await putOne(id, page);
  await touch();
  return true;
}
