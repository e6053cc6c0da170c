/** Requests to the exchange module's Worker, one after the other. Part of the import page. */

/** @typedef {import('./worker.js').Request} Request */

/**
 * @param {AbortSignal} [signal] ends the Worker in whatever it is doing
 * @param {(milliseconds: number) => void} [deriving] called with the time that deriving keys takes
 * altogether
 */
export function openWorker(signal, deriving) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  /** @param {Request} request @returns {Promise<unknown>} */
  const send = (request) => {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if ('deriving' in data) deriving?.(data.deriving);
        else if ('error' in data) reject(data.error);
        else resolve(data.answer);
      };
      worker.onerror = (event) => reject({ code: 'file_memory_none', cause: event.message });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.postMessage(request);
    });
  };
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /**
   * Sends a request after the previous one was answered: an answer doesn't say which request it is
   * for.
   * @param {Request} next @returns {Promise<unknown>}
   */
  const request = (next) => {
    const answer = last.then(() => send(next));
    last = answer.catch(() => undefined);
    return answer;
  };
  return { request, close: () => worker.terminate() };
}

/**
 * Sends one request to a Worker of its own, which ends with the answer. @param {Request} request
 */
export async function requestOnce(request) {
  const worker = openWorker();
  try {
    return await worker.request(request);
  } finally {
    worker.close();
  }
}
