/**
 * *Scan QR on page*: a picture of the visible page, read in a Worker.
 */
import { activeTab, capture, picturesOf, zoomedIn } from '../shared/page.js';
import { readPicture } from '../shared/read-picture.js';
import { isKey } from '../wasm/tandem.js';
import { go } from './view.js';

/**
 * Where nothing is seen and pictures of the page are out of view, or cut off by the window, they
 * are scrolled to and read before anything is said.
 * @param {{ zoom?: boolean }} [options] `zoom`: looks at the page enlarged, and puts it back
 * @returns {Promise<void>}
 */
export function scanPage({ zoom = false } = {}) {
  return go('looking', 'page', async (look) => {
    const tab = await activeTab();
    // In a tab of ours, however it was opened, there is no page behind.
    if (location.hash === '#tab' || tab.url.startsWith(location.origin)) throw { code: 'own_tab' };
    look.url = tab.url;
    const read = () =>
      readPicture(
        capture(tab).then((picture) => (look.picture = picture)),
        look.signal,
        'screenshot',
      );
    const texts = await (zoom ? zoomedIn(tab, read) : read());
    // Another code may stand in view, and the key's be cut off.
    if (texts.some(isKey)) return texts;
    const unseen = await picturesOf(tab);
    const more = unseen.length
      ? await (await import('./unseen.js')).readUnseen(look, tab, unseen)
      : [];
    return [...texts, ...more];
  });
}
