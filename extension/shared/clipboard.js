/**
 * Clears the clipboard. Every copy is recorded here, and the background (`background/clipboard.js`)
 * clears it after a time the user chooses, if it is still there. Used by every page.
 *
 * `session.copied`  a salted hash of the copied text, to be compared with the clipboard
 */
import { settings } from './storage.js';

/** @typedef {{ salt: number[], hash: number[] }} Copied */

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
  const copied = { salt: [...salt], hash: await hashOf(text, salt) };
  await chrome.storage.session.set({ copied });
  await chrome.alarms.create(CLEAR, { delayInMinutes: seconds / 60 });
}

/** @param {string} text @param {Uint8Array} salt */
export async function hashOf(text, salt) {
  const bytes = new TextEncoder().encode(text);
  return [
    ...new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...bytes]))),
  ];
}
