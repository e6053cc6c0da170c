/**
 * Pictures that are chosen, dropped or pasted: read one after the other.
 */
import { readPicture } from '../shared/read-picture.js';
import { go, sayError } from './view.js';

const MOST_PIXELS = 100_000_000;
/** The longer side that an SVG is drawn with at least: it may say that it is as small as its modules. */
const SVG_SIDE = 1000;

/** One that cannot be read does not take the others along. @param {File[]} files */
export async function readFiles(files) {
  if (!files.length) return;
  /** @type {string[]} */
  const texts = [];
  /** @type {unknown} */
  let fault;
  await go('looking', 'file', async (look) => {
    for (const file of files) {
      look.picture = URL.createObjectURL(file);
      try {
        texts.push(...(await readPicture(await drawable(file, look.picture), look.signal, 'screenshot', 'photo')));
      } catch (error) {
        look.signal.throwIfAborted();
        fault = error;
      }
    }
    if (fault && !texts.length) throw fault;
    return texts;
  });
  if (fault && texts.length) sayError(fault);
}

/**
 * What the Worker is to read: the file, which it decodes, or an SVG drawn large enough.
 * @param {File} file @param {string} url
 */
async function drawable(file, url) {
  const image = new Image();
  image.src = url;
  // Its size is known before it is decoded, which it may be too large for.
  await new Promise((loaded, failed) => {
    image.onload = loaded;
    image.onerror = () => failed({ code: 'file_no_picture', values: [file.name] });
  });
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  if (width * height > MOST_PIXELS) throw { code: 'picture_too_large' };
  if (file.type !== 'image/svg+xml') return file;
  const scale = Math.max(1, SVG_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(width * scale, height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, width * scale, height * scale);
  return canvas.transferToImageBitmap();
}
