/**
 * While pictures are being read: a spinner, *Cancel*, and a view for however it ends. Every way
 * of getting a picture goes through here.
 */
import { button, part } from '../shared/dom.js';
import { mount } from './view.js';

/** A spinner that shows sooner than this is only a flicker. */
const SPINNER_AFTER = 150;

/**
 * @typedef {'page' | 'file' | 'camera'} By where the picture came from, and so where one goes on
 *
 * @typedef {object} Look
 * @property {By} by
 * @property {AbortSignal} signal aborted when the person does not want to wait
 * @property {string | undefined} [url] the page that was looked at
 * @property {string} [picture] what was looked at, shown when nothing was found
 * @property {import('../shared/read-picture.js').Box} [box] the part of it that the person marked
 * @property {import('../shared/page.js').Shown[]} [unseen] pictures of the page that were not looked at
 */

/**
 * @param {By} by
 * @param {(look: Look) => Promise<string[]>} act gives the texts that were read
 */
export async function looking(by, act) {
  const { root, signal } = mount('scanning');
  /** @type {Look} */
  const look = { by, signal };
  const spinner = setTimeout(() => {
    part(root, 'wait', HTMLElement).hidden = false;
    button(root, 'back').focus();
  }, SPINNER_AFTER);
  // Loaded while the picture is read; what fails is heard of below.
  const finds = import('./found.js');
  finds.catch(() => {});
  try {
    const texts = await act(look);
    if (signal.aborted) return;
    if (!texts.length && look.box) return await (await import('./mark.js')).showMark(look);
    await (await finds).showFinds({ texts, by, url: look.url }, look);
  } catch (error) {
    if (!signal.aborted) (await import('./trouble.js')).showTrouble(error, look);
  } finally {
    clearTimeout(spinner);
  }
}

/** The next picture, in the way the last one came. @param {By} [by] */
export async function lookAgain(by = 'page') {
  if (by === 'file') (await import('./image.js')).showImage();
  else if (by === 'camera') await (await import('./camera.js')).showCamera();
  else await (await import('./scan.js')).scanPage();
}
