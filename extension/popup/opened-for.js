/**
 * What the browser's context menu or another popup opened this popup for. Mostly that is the one
 * picture of the page on which the user opened the menu.
 */
import { activeTab, capture, picturesOf, pixelsOf, putBack } from '../shared/page.js';
import { readPicture } from '../shared/read-picture.js';
import { readShown } from './unseen.js';
import { go } from './view.js';

/** @typedef {import('../shared/page.js').Tab} Tab */
/** @typedef {import('./looking.js').Look} Look */

/**
 * @typedef {object} Asked what the browser's context menu or another popup opened this popup for
 * @property {string | undefined} [source] the address of a picture on the page in front
 * @property {string | undefined} [picture] one that was taken already, if this is a tab of our own
 * @property {string | undefined} [url] the page it shows
 * @property {import('./looking.js').By} [by]
 * @property {boolean} [mark] whether the user wants to mark a code on it
 * @property {boolean} [scan] whether to scan the page
 */

/** @param {Asked} asked @returns {Promise<void>} */
export async function showAsked({ source, scan, picture, url, by = 'page', mark }) {
  if (scan) return go('page');
  if (source !== undefined) return scanImage(source);
  if (mark) return go('mark', { by, url, picture });
  return go('looking', 'page', async (look) => {
    if (picture === undefined) throw { code: 'cannot_capture' };
    [look.picture, look.url] = [picture, url];
    return readPicture(picture, look.signal, 'screenshot');
  });
}

/** @param {string} source the address of a picture on the page */
function scanImage(source) {
  return onPage(async (look, tab) => {
    const [picture] = await picturesOf(tab, source);
    // A picture in another site's frame is read from a capture of the visible page.
    if (!picture) {
      look.picture = await capture(tab);
      return readPicture(look.picture, look.signal, 'screenshot');
    }
    const own = await pixelsOf(tab, picture);
    const texts = own === undefined ? [] : await readPicture(own, look.signal, 'screenshot');
    return texts.length ? texts : readShown(look, tab, picture);
  });
}

/** @param {(look: Look, tab: Tab) => Promise<string[]>} act @returns {Promise<void>} */
function onPage(act) {
  return go('looking', 'page', async (look) => {
    const tab = await activeTab();
    look.url = tab.url;
    try {
      return await act(look, tab);
    } finally {
      await putBack(tab).catch(() => undefined);
    }
  });
}
