/**
 * Reads a picture's QR codes in a Worker of its own, with an end to its time.
 */

const DEADLINE = 4000;

/**
 * @param {string | Blob | ImageBitmap} picture a PNG data URL, or a file as it is
 * @param {AbortSignal} signal ends the Worker when the person does not want to wait
 * @returns {Promise<string[]>}
 */
export function readPicture(picture, signal) {
  const worker = new Worker(new URL('./scan-worker.js', import.meta.url), { type: 'module' });
  /** @type {Promise<string[]>} */
  const read = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('texts' in data ? resolve(data.texts) : reject(data.error));
    worker.onerror = (event) => reject({ code: 'picture_unreadable', cause: event.message });
    setTimeout(() => reject({ code: 'picture_too_slow' }), DEADLINE);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.postMessage(picture, picture instanceof ImageBitmap ? [picture] : []);
  });
  return read.finally(() => worker.terminate());
}
