/**
 * Clears the clipboard. Every copy is recorded here, and the background (`background/clipboard.js`)
 * clears it after a time the user chooses, if it is still there. Used by every page.
 *
 * `session.copied`  a salted hash of the copied text, to be compared with the clipboard
 */
import { settings } from './storage.js';

/**
 * @typedef {{ salt: number[], hash: number[] } & import('./storage.js').Ending} Copied with the time
 * when it is to be cleared
 */

/** The alarm's name. */
export const CLEAR = 'clipboard';
/** In seconds, unless the user chose another time. For anything but codes, it always applies. */
export const USUAL = 60;

/**
 * Whether an extension can read and write the clipboard in this browser with none of its pages
 * open.
 */
export const canClear = () =>
  'offscreen' in chrome || (typeof document !== 'undefined' && 'getBrowserInfo' in chrome.runtime);

/** Records a copied code. @param {string} code */
export async function copiedCode(code) {
  const { clearAfter = USUAL } = await settings();
  if (clearAfter) await note(code, clearAfter);
}

/** Records a copied secret, which never expires. @param {string} secret */
export const copiedSecret = (secret) => note(secret, USUAL);

/** @param {string} text @param {number} seconds */
async function note(text, seconds) {
  if (!canClear()) return;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  /** @type {Copied} */
  const copied = {
    salt: [...salt],
    hash: await hashOf(text, salt),
    until: Date.now() + seconds * 1000,
    seconds,
  };
  await inTurn(async () => {
    await chrome.storage.session.set({ copied });
    await chrome.alarms.create(CLEAR, { when: copied.until });
  });
}

/**
 * The record and its alarm change together, and in turn: a code may be copied while the background
 * clears the one before.
 * @param {() => Promise<unknown>} act
 */
export const inTurn = (act) => navigator.locks.request('copied', act);

/** @returns {Promise<Copied | undefined>} */
export const readCopied = async () =>
  /** @type {Copied | undefined} */ ((await chrome.storage.session.get('copied'))['copied']);

/** @param {string} text @param {Uint8Array} salt */
export async function hashOf(text, salt) {
  const bytes = new TextEncoder().encode(text);
  return [
    ...new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...bytes]))),
  ];
}
