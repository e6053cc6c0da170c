/**
 * The extension's IndexedDB, in every context: the device key, and copies of the sealed vault.
 *
 * Firefox gives extensions no database in private windows: nothing is found, and nothing is stored.
 */
import { codeOf } from './dom.js';
import { inPrivateWindow } from './own.js';

/** @typedef {'keys' | 'mirror'} Store */

const NAME = 'tandem';
const VERSION = 2;

/** @param {IDBFactory} databases @returns {Promise<IDBDatabase>} */
function open(databases) {
  return new Promise((resolve, reject) => {
    const request = databases.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const store of /** @type {Store[]} */ (['keys', 'mirror'])) {
        if (!request.result.objectStoreNames.contains(store))
          request.result.createObjectStore(store);
      }
    };
    request.onsuccess = () => {
      // Let a later version of the extension open the database.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () =>
      reject({
        code: inPrivateWindow() ? 'private_window' : 'device_key_unreadable',
        cause: request.error,
      });
  });
}

/**
 * Reads from a store. In a private window without a database, it finds nothing.
 * @template T
 * @param {Store} name
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T | undefined>}
 */
export async function readStore(name, act) {
  try {
    return await transact(name, 'readonly', act);
  } catch (error) {
    if (codeOf(error) === 'private_window') return undefined;
    throw error;
  }
}

/**
 * @template T
 * @param {Store} name
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @param {IDBFactory} [databases] by default those of every page of the extension
 * @returns {Promise<T>} the request's result, once the transaction is complete; for keys, once it
 * is on the disk
 */
export async function transact(name, mode, act, databases = indexedDB) {
  const database = await open(databases);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode, {
        durability: name === 'keys' ? 'strict' : 'relaxed',
      });
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () =>
        reject({ code: 'device_key_unreadable', cause: transaction.error });
    });
  } finally {
    database.close();
  }
}

/**
 * A second set of databases. Chromium keeps a page's databases in one file. If that file is
 * damaged, for example by a kill while writing, Chromium deletes all of them, but not these.
 * @returns {Promise<IDBFactory | undefined>} undefined in Firefox, which has a file for each
 * database, and where a browser refuses
 */
export async function spareDatabases() {
  const { storageBuckets } =
    /** @type {Navigator & { storageBuckets?: { open(name: string, how: { persisted: boolean }): Promise<{ indexedDB: IDBFactory }> } }} */ (
      navigator
    );
  try {
    return (await storageBuckets?.open('device', { persisted: true }))?.indexedDB;
  } catch {
    return undefined;
  }
}
