/**
 * A part of a picture, read as it is, then larger: what was too small in the whole is often read so.
 */
import { readPicture } from '../shared/read-picture.js';

const SCALES = [1, 2, 4];
const MOST_PIXELS = 24_000_000;

/** @typedef {{ x: number, y: number, width: number, height: number }} Box in pixels of the picture */

/**
 * @param {HTMLImageElement | OffscreenCanvas} picture
 * @param {Box} box
 * @param {AbortSignal} signal
 * @returns {Promise<string[]>}
 */
export async function readCloser(picture, box, signal) {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
  for (const scale of SCALES) {
    const [resizeWidth, resizeHeight] = [width * scale, height * scale];
    if (scale > 1 && resizeWidth * resizeHeight > MOST_PIXELS) break;
    const texts = await readPicture(await createImageBitmap(picture, x, y, width, height, { resizeWidth, resizeHeight, resizeQuality: 'high' }), signal);
    if (texts.length) return texts;
  }
  return [];
}
