/**
 * A module Worker that reads the QR codes of pictures and is then dropped: the popup never
 * stalls, and a picture that takes too long is ended with the Worker.
 *
 * In: a data URL, a file, or a bitmap, what to take it for, and the compiled core. Out: the
 * codes read, or an error with a code.
 */
import init, { readQr } from '../wasm/tandem.js';

addEventListener('message', async ({ data }) => {
  try {
    const [image] = await Promise.all([pixels(data.picture), init({ module_or_path: data.core })]);
    /** @type {import('../wasm/tandem.js').CodeView[]} */
    let codes = [];
    for (const kind of data.kinds) if (!codes.length) codes = readQr(image.data, image.width, image.height, kind);
    postMessage({ codes });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 'picture_unreadable';
    postMessage({ error: { code } });
  }
});

/** @param {string | Blob | ImageBitmap} picture */
async function pixels(picture) {
  const bitmap = picture instanceof ImageBitmap ? picture : await decoded(typeof picture === 'string' ? bytesOf(picture) : picture);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (!context) throw { code: 'picture_unreadable' };
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** @param {Blob} blob */
async function decoded(blob) {
  try {
    return await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  } catch (cause) {
    throw { code: 'picture_unreadable', cause };
  }
}

/** @param {string} url a data URL, taken apart by hand: fetching one is barred by our own content policy */
function bytesOf(url) {
  const text = atob(url.slice(url.indexOf(',') + 1));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return new Blob([bytes]);
}
