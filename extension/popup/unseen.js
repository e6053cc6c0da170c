/**
 * Pictures of the page that aren't fully visible: scrolls to each, captures it, and scrolls back.
 * One larger than the view is captured in pieces.
 */
import { message } from '../shared/dom.js';
import { capture, putBack, show } from '../shared/page.js';
import { readCloser } from '../shared/read-picture.js';
import { isKey } from '../wasm/tandem.js';

/** @typedef {import('../shared/page.js').Tab} Tab */
/** @typedef {import('../shared/page.js').Shown} Shown */
/** @typedef {import('./looking.js').Look} Look */

/** Around a picture, in CSS pixels: a code's quiet zone may be the page's background. */
const MARGIN = 24;
/** A piece's share of the visible width and height, so that no fixed bar at an edge covers it. */
const PIECE = 0.75;
/** Each takes half a second. */
const MOST_PIECES = 36;

/**
 * Reads them in turn until one contains a key. One that can't be read doesn't stop the others.
 * @param {Look} look @param {Tab} tab @param {Shown[]} pictures
 * @returns {Promise<string[]>}
 */
export async function readUnseen(look, tab, pictures) {
  const page = look.picture;
  look.say(message('scanning_unseen'));
  /** @type {string[]} */
  const all = [];
  try {
    for (const picture of pictures) {
      all.push(...(await readShown(look, tab, picture).catch(() => [])));
      look.signal.throwIfAborted();
      if (all.some(isKey)) break;
    }
  } finally {
    await putBack(tab).catch(() => undefined);
  }
  // The user can mark a code only on what they see of the page.
  if (!all.length) look.picture = page;
  return all;
}

/** @param {Look} look @param {Tab} tab @param {Shown} picture */
export async function readShown(look, tab, picture) {
  const canvas = await captureWhole(look, tab, picture);
  look.picture = URL.createObjectURL(await canvas.convertToBlob());
  return readCloser(
    canvas,
    { x: 0, y: 0, width: canvas.width, height: canvas.height },
    look.signal,
  );
}

/** @param {Look} look @param {Tab} tab @param {Shown} picture */
async function captureWhole({ signal }, tab, picture) {
  const { view, room } = await show(
    tab,
    picture,
    picture.whole ? undefined : [picture.width / 2, picture.height / 2],
  );
  const columns = picture.whole ? 1 : Math.ceil(picture.width / (room.width * PIECE));
  const rows = picture.whole ? 1 : Math.ceil(picture.height / (room.height * PIECE));
  if (columns * rows > MOST_PIECES) throw { code: 'picture_too_large' };
  const [width, height] = [picture.width / columns, picture.height / rows];
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (!context) throw { code: 'picture_unreadable' };
  for (let piece = 0; piece < columns * rows; piece += 1) {
    const [x, y] = [(piece % columns) * width, Math.floor(piece / columns) * height];
    const { left, top } = await show(
      tab,
      picture,
      picture.whole ? undefined : [x + width / 2, y + height / 2],
    );
    const image = new Image();
    image.src = await capture(tab);
    await image.decode();
    signal.throwIfAborted();
    const scale = image.naturalWidth / view.width;
    if (!piece)
      [canvas.width, canvas.height] = [picture.width, picture.height].map((side) =>
        Math.round((side + 2 * MARGIN) * scale),
      );
    const [from, to, across, down] = [
      x + left - MARGIN,
      y + top - MARGIN,
      width + 2 * MARGIN,
      height + 2 * MARGIN,
    ].map((side) => Math.round(side * scale));
    context.drawImage(
      image,
      from,
      to,
      across,
      down,
      Math.round(x * scale),
      Math.round(y * scale),
      across,
      down,
    );
  }
  return canvas;
}
