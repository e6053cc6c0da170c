/**
 * Reads QR codes in a Worker, within a time limit.
 */

/** @typedef {import('./scan-worker.js').Code} Code */
/** @typedef {'screenshot' | 'photo'} Kind how the reader treats a picture */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box in pixels of a picture */

const DEADLINE = 4000;
/** Actual size first, then larger: codes too small in the whole picture often read this way. */
const SCALES = [1, 2, 4];
/** In pixels: the most that an enlarged part or a reduced picture may have. */
const SCALED_PIXELS = 24_000_000;
/** In pixels, 160 MB in memory: small machines can't spare more. It is the core's limit too. */
const MOST_PIXELS = 40_000_000;
/**
 * In pixels, the most that cameras make. A JPEG is decoded at a smaller size, but from all its
 * bytes.
 */
const MOST_JPEG_PIXELS = 250_000_000;
/**
 * In pixels, the least longer side for drawing an SVG, whose nominal size may be as small as its
 * modules.
 */
const SVG_SIDE = 1000;

/**
 * The reader, compiled once for the page instead of in each Worker.
 * @type {Promise<WebAssembly.Module> | undefined}
 */
let compiled;

/** Opens a Worker that reads one picture after another. */
export function openReader() {
  const worker = new Worker(new URL('./scan-worker.js', import.meta.url), { type: 'module' });
  compiled ??= WebAssembly.compileStreaming(fetch(new URL('../wasm/qr_bg.wasm', import.meta.url)));
  const started = compiled.then((reader) => worker.postMessage({ reader }));
  /**
   * @param {string | Blob | ImageBitmap} picture a data URL, or a file as it is
   * @param {AbortSignal} signal aborted when the user cancels
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

/** Starts a Worker for a picture that will probably come; starting takes most of a scan's time. */
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
 * Loads a picture far enough to know its size; it is decoded only when it is drawn.
 * @param {string} url @returns {Promise<HTMLImageElement>} rejects if it isn't a picture
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
 * What the Worker reads and the user sees: the file itself; an SVG, drawn large enough; or a JPEG
 * with too many pixels, which the browser decodes at a smaller size. Other large formats would
 * first have to be decoded in full.
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
