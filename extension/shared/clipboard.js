/**
 * What Tandem put on the clipboard does not stay there: it is noted here, and cleared by the
 * background (`background/clipboard.js`) after a time the person chooses, if it is still there.
 * Every page.
 *
 * `session.copied`  what is noted: a salted hash, since the clipboard is compared and never kept
 */
import { settings } from './storage.js';

/** @typedef {{ salt: number[], hash: number[] }} Copied */

/** The alarm's name. */
export const CLEAR = 'clipboard';
/**
 * In seconds, unless the person chose otherwise; what is not a code is cleared after it in any
 * case.
 */
export const USUAL = 60;

/**
 * Whether this browser lets an extension look at the clipboard and write to it while nobody has its
 * pages open.
 */
export const canClear = () =>
  'offscreen' in chrome || (typeof document !== 'undefined' && 'getBrowserInfo' in chrome.runtime);

/** A code was copied. @param {string} code */
export async function copiedCode(code) {
  const { clearAfter = USUAL } = await settings();
  if (clearAfter) await note(code, clearAfter);
}

/** A secret was copied, which outlives every code. @param {string} secret */
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
