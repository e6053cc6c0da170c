/**
 * Makes a picture small enough for the vault: at most 64 by 64 pixels, without the file's metadata.
 */

import { isTooLarge, loadedPicture } from '../shared/read-picture.js';

/** In pixels, the largest first. */
const SIDES = [64, 48, 32];
/** Encoder qualities, the best first. */
const QUALITIES = [0.92, 0.8, 0.6];
/** In bytes, the vault's limit. */
const MOST = 4096;

/** @param {Blob} file @returns {Promise<Uint8Array>} the bytes of a WebP or PNG file */
export async function smallPicture(file) {
  const url = URL.createObjectURL(file);
  try {
    const image = await loadedPicture(url).catch(() => {
      throw { code: 'icon_unreadable' };
    });
    if (isTooLarge(image)) throw { code: 'picture_unfit' };
    for (const side of SIDES)
      for (const quality of QUALITIES) {
        const small = await drawn(image, side).convertToBlob({ type: 'image/webp', quality });
        if (small.size <= MOST) return new Uint8Array(await small.arrayBuffer());
      }
  } finally {
    URL.revokeObjectURL(url);
  }
  throw { code: 'picture_unfit' };
}

/**
 * Draws the whole picture in the middle of a square. One without a size (SVG) fills it.
 * @param {HTMLImageElement} image @param {number} side
 */
function drawn(image, side) {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) throw { code: 'icon_unreadable' };
  context.imageSmoothingQuality = 'high';
  const [width, height] = [image.naturalWidth || side, image.naturalHeight || side];
  const scale = side / Math.max(width, height);
  const [w, h] = [Math.max(1, width * scale), Math.max(1, height * scale)];
  context.drawImage(image, (side - w) / 2, (side - h) / 2, w, h);
  return canvas;
}
