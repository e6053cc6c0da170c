/**
 * *Scan QR on page*: reads a picture of the visible page in a Worker.
 */
import { activeTab, capture, picturesOf, zoomedIn } from '../shared/page.js';
import { readPicture } from '../shared/read-picture.js';
import { isKey } from '../wasm/tandem.js';
import { go } from './view.js';

/**
 * If nothing is found and pictures of the page are out of view or cut off by the window, these are
 * scrolled to and read before the result is shown.
 * @param {{ zoom?: boolean }} [options] `zoom`: enlarges the page for the scan, and then resets it
 * @returns {Promise<void>}
 */
export function scanPage({ zoom = false } = {}) {
  return go('looking', 'page', async (look) => {
    const tab = await activeTab();
    // A tab of our own has no page behind it.
    if (location.hash === '#tab' || tab.url.startsWith(location.origin)) throw { code: 'own_tab' };
    look.url = tab.url;
    const read = () =>
      readPicture(
        capture(tab).then((picture) => (look.picture = picture)),
        look.signal,
        'screenshot',
      );
    const texts = await (zoom ? zoomedIn(tab, read) : read());
    // Without a key, keep looking: another code may be in view while the key's is cut off.
    if (texts.some(isKey)) return texts;
    const unseen = await picturesOf(tab);
    const more = unseen.length
      ? await (await import('./unseen.js')).readUnseen(look, tab, unseen)
      : [];
    return [...texts, ...more];
  });
}
