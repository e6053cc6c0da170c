/**
 * Reads pictures: shows a spinner and *Cancel*, and then the view for the result. Every picture,
 * from whatever source, goes through here.
 */
import { button, part, write } from '../shared/dom.js';
import { go, mount, preload } from './view.js';

/** In milliseconds: a spinner for less than this would only flicker. */
const SPINNER_AFTER = 150;

/**
 * @typedef {'page' | 'file' | 'camera'} By the view that took the picture, and to which *Try again*
 * leads
 *
 * @typedef {object} Look
 * @property {By} by
 * @property {AbortSignal} signal aborted when the user cancels
 * @property {string | undefined} [url] the page that was scanned
 * @property {string} [picture] the address of the picture, shown if nothing was found
 * @property {import('../shared/read-picture.js').Box} [box] the part of it that the user marked
 * @property {(text: string) => void} say shows what is being read now
 */

/**
 * @param {By} by
 * @param {(look: Look) => Promise<string[]>} act resolves to the texts that were read
 * @returns {Promise<void>}
 */
export async function looking(by, act) {
  const { root, signal } = mount('scanning');
  /** @type {Look} */
  const look = { by, signal, say: (text) => write(root, 'status', text) };
  const spinner = setTimeout(() => {
    part(root, 'wait', HTMLElement).hidden = false;
    button(root, 'back').focus();
  }, SPINNER_AFTER);
  // Loads while the picture is read. A failure shows again below, where the view is needed.
  preload('result').catch(() => {});
  try {
    const texts = await act(look);
    if (signal.aborted) return;
    if (!texts.length && look.box) return await go('mark', look);
    await go('result', { texts, by, url: look.url }, look);
  } catch (error) {
    if (!signal.aborted) await go('trouble', error, look);
  } finally {
    clearTimeout(spinner);
  }
}
