/**
 * *Fill code* without the popup: works if exactly one account belongs to the page, the vault is
 * open, and the code was not used yet. In every other case the popup opens, where the user can
 * decide.
 */
import * as device from '../shared/device.js';
import { putBoth, putOne, askOf } from '../shared/filling.js';
import { now } from '../shared/clock.js';
import { touch } from '../shared/lock.js';
import * as mirror from '../shared/mirror.js';
import { describePage } from '../shared/page.js';
import { closeSession, openSession, lazy, theVault } from '../shared/session.js';

/** @typedef {import('../shared/page.js').Tab} Tab */

/** In milliseconds: after this, an unresponsive page is left to the popup. */
const PATIENCE = 5000;
/** In milliseconds: how long the badge shows success. */
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

/** Where a browser can't open the popup, the badge asks for a click. @param {Tab} tab */
export async function openPopup({ id, windowId }) {
  try {
    await chrome.action.openPopup({ windowId });
  } catch {
    await chrome.action.setBadgeText({ tabId: id, text: '!' });
  }
}

/**
 * Opens the vault during `act`, one task after the other, as there is one vault. A lock meanwhile
 * closes the vault (see `background.js`), and the task fails.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T | undefined>} undefined if the vault is locked or can't be read; the popup
 * explains why
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
 * Describes the page before the vault is opened, so that a slow page, even on purpose, can't keep
 * it open.
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
