/**
 * *Scan QR on page*: a picture of the visible page, read in a Worker.
 */
import { activeTab, capture, picturesOf, zoomedIn } from '../shared/page.js';
import { readPicture } from '../shared/read-picture.js';
import { go } from './view.js';

/** @param {{ zoom?: boolean }} [options] `zoom`: looks at the page enlarged, and puts it back @returns {Promise<void>} */
export function scanPage({ zoom = false } = {}) {
  return go('looking', 'page', async (look) => {
    const tab = await activeTab();
    // In a tab of ours, however it was opened, there is no page behind.
    if (location.hash === '#tab' || tab.url.startsWith(location.origin)) throw { code: 'own_tab' };
    look.url = tab.url;
    const read = () => readPicture(capture(tab).then((picture) => (look.picture = picture)), look.signal, 'screenshot');
    const texts = await (zoom ? zoomedIn(tab, () => settled().then(read)) : read());
    if (!texts.length) look.unseen = await picturesOf(tab);
    return texts;
  });
}

/** A page that was just zoomed needs a moment until its new picture is on the screen. */
const settled = () => new Promise((go) => setTimeout(go, 400));
