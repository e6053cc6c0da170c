/**
 * Reads QR codes in a Worker of its own, with an end to its time.
 */

/** @typedef {import('./scan-worker.js').Code} Code */
/** @typedef {'screenshot' | 'photo'} Kind what a picture is taken for */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box in pixels of a picture */

const DEADLINE = 4000;
/** As it is, then larger: what was too small in the whole is often read so. */
const SCALES = [1, 2, 4];
/** What a part is enlarged to at most, and what is too large is drawn with. */
const SCALED_PIXELS = 24_000_000;
/**
 * 160 MB of colours: more than that small machines have none to spare for. The core's own limit,
 * too.
 */
const MOST_PIXELS = 40_000_000;
/**
 * The largest that cameras make. A JPEG is decoded at a smaller size, but all of its bytes are gone
 * through.
 */
const MOST_JPEG_PIXELS = 250_000_000;
/**
 * The longer side that an SVG is drawn with at least: it may say that it is as small as its
 * modules.
 */
const SVG_SIDE = 1000;

/**
 * The reader, compiled once for the page and not again in each Worker.
 * @type {Promise<WebAssembly.Module> | undefined}
 */
let compiled;

/** A Worker for one picture after another. */
export function openReader() {
  const worker = new Worker(new URL('./scan-worker.js', import.meta.url), { type: 'module' });
  compiled ??= WebAssembly.compileStreaming(fetch(new URL('../wasm/qr_bg.wasm', import.meta.url)));
  const started = compiled.then((reader) => worker.postMessage({ reader }));
  /**
   * @param {string | Blob | ImageBitmap} picture a data URL, or a file as it is
   * @param {AbortSignal} signal ends it when the person does not want to wait
   * @param {Kind[]} kinds tried in turn until something is read
   * @returns {Promise<Code[]>}
   */
  const read = async (picture, signal, kinds) => {
    await started;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => ('codes' in data ? resolve(data.codes) : reject(data.error));
      worker.onerror = (event) => reject({ code: 'picture_unreadable', cause: event.message });
      const end = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]);
      end.onabort = () => reject(signal.aborted ? signal.reason : { code: 'picture_too_slow' });
      worker.postMessage({ picture, kinds }, picture instanceof ImageBitmap ? [picture] : []);
    });
  };
  return { read, close: () => worker.terminate() };
}

/** @type {ReturnType<typeof openReader> | undefined} */
let ready;

/**
 * Starts a Worker for a picture that is likely to come: most of what a scan waits for but the
 * picture itself.
 */
export function preloadReader() {
  ready ??= openReader();
}

/**
 * @param {string | Blob | ImageBitmap | Promise<string>} picture the Worker starts while it is
 * still awaited
 * @param {AbortSignal} signal
 * @param {...Kind} kinds
 * @returns {Promise<string[]>}
 */
export async function readPicture(picture, signal, ...kinds) {
  const reader = ready ?? openReader();
  ready = undefined;
  try {
    const codes = await reader.read(await picture, signal, kinds);
    return codes.map(({ text }) => text);
  } finally {
    reader.close();
  }
}

/**
 * A picture whose size is known, and which is not decoded before it is drawn.
 * @param {string} url @returns {Promise<HTMLImageElement>} rejects where it is no picture
 */
export function loadedPicture(url) {
  const image = new Image();
  image.src = url;
  return new Promise((loaded, failed) => {
    image.onload = () => loaded(image);
    image.onerror = () => failed({ code: 'picture_unreadable' });
  });
}

/** @param {HTMLImageElement} image */
export const isTooLarge = ({ naturalWidth, naturalHeight }) =>
  naturalWidth * naturalHeight > MOST_PIXELS;

/**
 * What the Worker is to read and a person to see: the file; an SVG, drawn large enough; or a JPEG
 * that has too many pixels, drawn smaller, which the browser decodes at that size. Other large
 * pictures would have to be decoded whole first.
 * @param {File} file @param {string} url of the file
 * @returns {Promise<Blob>}
 */
export async function readable(file, url) {
  const image = await loadedPicture(url).catch(() => {
    throw { code: 'file_no_picture', values: [file.name] };
  });
  const { naturalWidth: width, naturalHeight: height } = image;
  const pixels = width * height;
  const vector = file.type === 'image/svg+xml';
  if (!vector && !isTooLarge(image)) return file;
  if (!vector && (file.type !== 'image/jpeg' || pixels > MOST_JPEG_PIXELS))
    throw { code: 'picture_too_large' };
  const larger = vector ? Math.max(1, SVG_SIDE / Math.max(width, height)) : 1;
  const scale = Math.min(larger, Math.sqrt(SCALED_PIXELS / pixels));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: vector ? 'image/png' : 'image/jpeg', quality: 1 });
}

/**
 * Reads a part of a picture, at up to four times its size.
 * @param {HTMLImageElement | OffscreenCanvas} picture
 * @param {Box} box
 * @param {AbortSignal} signal
 * @returns {Promise<string[]>}
 */
export async function readCloser(picture, { x, y, width, height }, signal) {
  for (const scale of SCALES) {
    const [resizeWidth, resizeHeight] = [width * scale, height * scale];
    if (scale > 1 && resizeWidth * resizeHeight > SCALED_PIXELS) break;
    const bitmap = await createImageBitmap(picture, x, y, width, height, {
      resizeWidth,
      resizeHeight,
      resizeQuality: 'high',
    });
    const texts = await readPicture(bitmap, signal, 'screenshot', 'photo');
    if (texts.length) return texts;
  }
  return [];
}
