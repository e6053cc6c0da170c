/**
 * A module Worker that reads the QR codes of one picture and is then dropped: the popup never
 * stalls, and a picture that takes too long is ended with the Worker.
 *
 * In: a PNG data URL. Out: the texts read, or an error with a code.
 */
import init, { readQr } from '../wasm/tandem.js';

addEventListener('message', async ({ data }) => {
  try {
    const [image] = await Promise.all([pixels(data), init()]);
    postMessage({ texts: readQr(image.data, image.width, image.height) });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 'picture_unreadable';
    postMessage({ error: { code } });
  }
});

/** @param {string} url a data URL, decoded by hand: fetching one is barred by our own content policy */
async function pixels(url) {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (!context) throw { code: 'picture_unreadable' };
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
