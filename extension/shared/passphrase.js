/**
 * Derives keys in a Worker. The view with the field starts it, and ends it when the view closes.
 */
import { checkRecovery, keyByRecovery } from '../wasm/tandem.js';

export function passphraseWorker() {
  const worker = new Worker(new URL('./passphrase-worker.js', import.meta.url), { type: 'module' });
  // Its view is left. Nobody else could try while a turn waits for a worker that is gone.
  const dropped = new AbortController();
  /**
   * @template T
   * @param {{ passphrase: string, text?: string }} asked
   * @returns {Promise<T>}
   */
  const request = (asked) =>
    new Promise((resolve, reject) => {
      const giveUp = () => reject({ code: 'locked' });
      if (dropped.signal.aborted) return giveUp();
      dropped.signal.addEventListener('abort', giveUp, { once: true });
      worker.onmessage = ({ data }) =>
        'error' in data ? reject(data.error) : resolve(data.answer);
      worker.onerror = (event) => reject({ code: 'passphrase_memory', cause: event.message });
      worker.postMessage(asked);
    });
  return {
    /**
     * @param {string} text the sealed vault
     * @param {string} passphrase
     * @returns {Promise<Uint8Array>} the vault key
     */
    key: (text, passphrase) => request({ passphrase, text }),
    /**
     * @param {string} passphrase
     * @returns {Promise<import('../wasm/tandem.js').DerivedKey>} for a new slot
     */
    deriveKey: (passphrase) => request({ passphrase }),
    drop: () => {
      worker.terminate();
      dropped.abort();
    },
  };
}

/**
 * The vault's key.
 * @param {string} text the sealed vault
 * @param {string} typed a passphrase or the recovery code
 */
export async function keyOfTyped(text, typed) {
  if (isRecovery(typed)) return keyByRecovery(text, typed);
  const worker = passphraseWorker();
  try {
    return await worker.key(text, typed);
  } finally {
    worker.drop();
  }
}

/** @param {string} typed */
export function isRecovery(typed) {
  try {
    checkRecovery(typed);
    return true;
  } catch {
    return false;
  }
}
