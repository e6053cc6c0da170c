/**
 * Single pictures of the page: those that are not in view, scrolled to and put back, and the one
 * whose menu the person opened. One that is larger than the view is captured in pieces.
 */
import { activeTab, capture, picturesOf, pixelsOf, putBack, show } from '../shared/page.js';
import { readCloser, readPicture } from '../shared/read-picture.js';
import { isKey } from '../wasm/tandem.js';
import { go } from './view.js';

/** @typedef {import('../shared/page.js').Tab} Tab */
/** @typedef {import('../shared/page.js').Shown} Shown */
/** @typedef {import('./looking.js').Look} Look */

/**
 * @typedef {object} Asked what the popup was opened for, by the browser's context menu or by another popup
 * @property {string | undefined} [source] the address of a picture on the page in front
 * @property {string | undefined} [picture] that was taken already, where this is a tab of our own
 * @property {string | undefined} [url] the page it was taken of
 * @property {import('./looking.js').By} [by]
 * @property {boolean} [mark] whether a frame is to be drawn on it
 * @property {boolean} [scan] whether the page is to be scanned
 */

/** Around a picture, in CSS pixels: a code's quiet zone may be the page's own ground. */
const MARGIN = 24;
/** Of the width and height there is to see it in, so that what is fixed at the edges covers none of a piece. */
const PIECE = 0.75;
/** Half a second each. */
const MOST_PIECES = 36;

/** @param {Shown[]} pictures @returns {Promise<void>} */
export function scanPictures(pictures) {
  return onPage(async (look, tab) => {
    /** @type {string[]} */
    const all = [];
    /** @type {unknown} */
    let fault;
    for (const picture of pictures) {
      try {
        all.push(...(await readShown(look, tab, picture)));
      } catch (error) {
        look.signal.throwIfAborted();
        fault = error;
      }
      if (all.some(isKey)) break;
    }
    if (fault && !all.length) throw fault;
    return all;
  });
}

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
    // In a frame of another site: it is read from all that can be seen.
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

/** @param {Look} look @param {Tab} tab @param {Shown} picture */
async function readShown(look, tab, picture) {
  const canvas = await captureWhole(look, tab, picture);
  look.picture = URL.createObjectURL(await canvas.convertToBlob());
  return readCloser(canvas, { x: 0, y: 0, width: canvas.width, height: canvas.height }, look.signal);
}

/** @param {Look} look @param {Tab} tab @param {Shown} picture */
async function captureWhole({ signal }, tab, picture) {
  const { view, room } = await show(tab, picture, picture.whole ? undefined : [picture.width / 2, picture.height / 2]);
  const columns = picture.whole ? 1 : Math.ceil(picture.width / (room.width * PIECE));
  const rows = picture.whole ? 1 : Math.ceil(picture.height / (room.height * PIECE));
  if (columns * rows > MOST_PIECES) throw { code: 'picture_too_large' };
  const [width, height] = [picture.width / columns, picture.height / rows];
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (!context) throw { code: 'picture_unreadable' };
  for (let piece = 0; piece < columns * rows; piece += 1) {
    const [x, y] = [(piece % columns) * width, Math.floor(piece / columns) * height];
    const { left, top } = await show(tab, picture, picture.whole ? undefined : [x + width / 2, y + height / 2]);
    const image = new Image();
    image.src = await capture(tab);
    await image.decode();
    signal.throwIfAborted();
    const scale = image.naturalWidth / view.width;
    if (!piece) [canvas.width, canvas.height] = [picture.width, picture.height].map((side) => Math.round((side + 2 * MARGIN) * scale));
    const [from, to, across, down] = [x + left - MARGIN, y + top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN].map((side) => Math.round(side * scale));
    context.drawImage(image, from, to, across, down, Math.round(x * scale), Math.round(y * scale), across, down);
  }
  return canvas;
}
