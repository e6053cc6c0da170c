/**
 * While pictures are being read: a spinner, *Cancel*, and a view for however it ends. Every way
 * of getting a picture goes through here.
 */
import { button, part, write } from '../shared/dom.js';
import { go, mount, preload } from './view.js';

/** A spinner that shows sooner than this is only a flicker. */
const SPINNER_AFTER = 150;

/**
 * @typedef {'page' | 'file' | 'camera'} By the view that took the picture, and so where one goes on
 *
 * @typedef {object} Look
 * @property {By} by
 * @property {AbortSignal} signal aborted when the person does not want to wait
 * @property {string | undefined} [url] the page that was looked at
 * @property {string} [picture] what was looked at, shown when nothing was found
 * @property {import('../shared/read-picture.js').Box} [box] the part of it that the person marked
 * @property {(text: string) => void} say tells what is being looked at now
 */

/**
 * @param {By} by
 * @param {(look: Look) => Promise<string[]>} act gives the texts that were read
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
  // Loaded while the picture is read; what fails is heard of below.
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
