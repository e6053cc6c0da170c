/**
 * A module Worker that reads the QR codes of pictures, so that the popup never freezes and a
 * picture that takes too long can be stopped.
 *
 * In: the compiled reader, once; then a data URL, a file or a bitmap, and how to treat it. Out: the
 * codes, or an error with a code.
 */
import init, { readQr } from '../wasm/qr.js';

/**
 * @typedef {{ text: string, corners: number[] }} Code a QR code: its text, and x and y of its
 * corners in turn
 */
/**
 * @typedef {{ data: Uint8ClampedArray, width: number, height: number, format: 'RGBA' | 'I420' }} Pixels
 */

/** @type {Promise<unknown> | undefined} */
let started;

addEventListener('message', async ({ data }) => {
  try {
    if (data.reader) {
      started = init({ module_or_path: data.reader });
      return;
    }
    const [image] = await Promise.all([pixels(data.picture), started]);
    /** @type {import('../wasm/qr.js').CodeView[]} */
    let codes = [];
    for (const kind of data.kinds)
      if (!codes.length) codes = readQr(image.data, image.width, image.height, image.format, kind);
    postMessage({ codes: codes.map((code) => ({ text: textOf(code), corners: code.corners })) });
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error
        ? error.code
        : 'picture_unreadable';
    postMessage({ error: { code } });
  }
});

/** @param {import('../wasm/qr.js').CodeView} code */
function textOf({ bytes, encoding }) {
  const data = Uint8Array.from(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    // An invalid character for this encoding: better a wrong letter than none.
    return new TextDecoder('iso-8859-1').decode(data);
  }
}

/** @param {string | Blob | ImageBitmap} picture @returns {Promise<Pixels>} */
async function pixels(picture) {
  if (typeof picture === 'string') {
    const bytes = bytesOf(picture);
    return planes(bytes).catch(async () => drawn(await decoded(new Blob([bytes]))));
  }
  return drawn(picture instanceof ImageBitmap ? picture : await decoded(picture));
}

/**
 * Takes the brightness directly from a page's JPEG, at a third of the cost of converting it to
 * colours and back.
 * @param {BufferSource} data
 * @returns {Promise<Pixels>} rejects if the browser or the picture has no such planes
 */
async function planes(data) {
  const { image } = await new ImageDecoder({ data, type: 'image/jpeg' }).decode();
  if (image.format !== 'I420') throw image.format;
  const { displayWidth: width, displayHeight: height, format } = image;
  const bytes = new Uint8ClampedArray(image.allocationSize());
  await image.copyTo(bytes);
  image.close();
  return { data: bytes, width, height, format };
}

/** @param {ImageBitmap} bitmap @returns {Pixels} */
function drawn(bitmap) {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw { code: 'picture_unreadable' };
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { data, width, height, format: 'RGBA' };
}

/** @param {Blob} blob */
async function decoded(blob) {
  try {
    return await createImageBitmap(blob, {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
  } catch (cause) {
    throw { code: 'picture_unreadable', cause };
  }
}

/**
 * @typedef {{ fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }} Newer not in every browser
 * yet
 */

/**
 * @param {string} url a data URL, decoded by hand: our content security policy forbids fetching it
 */
function bytesOf(url) {
  const text = url.slice(url.indexOf(',') + 1);
  const { fromBase64 } = /** @type {Newer} */ (Uint8Array);
  return (
    fromBase64?.call(Uint8Array, text) ??
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  );
}
