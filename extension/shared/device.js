/**
 * The device slot: a non-extractable AES-GCM key in IndexedDB wraps the vault key until the user
 * chooses their own protection. It keeps secrets out of plain sight on the disk, and protects
 * against little else (docs/vault.md). Without it the vault can't be opened, so it is stored twice
 * if the browser has two places.
 */
import { Vault, isLater } from '../wasm/tandem.js';
import { readStore, spareDatabases, transact } from './database.js';
import { inPrivateWindow } from './own.js';
import { copies, forgetEarlier, newestCopy } from './mirror.js';
import { forgetEarlierNote, readEarlier, readVault } from './storage.js';

const NAME = 'device';

/** @returns {Promise<CryptoKey | undefined>} */
async function existing() {
  const read = (/** @type {IDBObjectStore} */ store) => store.get(NAME);
  const key = await readStore('keys', read);
  if (key instanceof CryptoKey) return key;
  const spare = inPrivateWindow() ? undefined : await spareDatabases();
  const kept = spare && (await transact('keys', 'readonly', read, spare));
  return kept instanceof CryptoKey ? kept : undefined;
}

/** Adds the key where it is missing, so that both places have it. @param {CryptoKey} key */
async function keepTwice(key) {
  if (inPrivateWindow()) return;
  for (const databases of [indexedDB, await spareDatabases()]) {
    if (!databases) continue;
    const there = await transact('keys', 'readonly', (store) => store.count(NAME), databases);
    if (!there) await transact('keys', 'readwrite', (store) => store.add(key, NAME), databases);
  }
}

/** Deletes the key in both places. */
async function remove() {
  for (const databases of [await spareDatabases(), indexedDB])
    if (databases) await transact('keys', 'readwrite', (store) => store.delete(NAME), databases);
}

/**
 * Wraps a new vault's key. An existing device key is used again: another vault text may still
 * depend on it.
 * @param {Uint8Array<ArrayBuffer>} vaultKey
 */
export async function wrap(vaultKey) {
  let key = await existing();
  if (!key) {
    // A private window's database ends with it, and would take the only key along.
    if (inPrivateWindow()) throw { code: 'private_window' };
    key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const made = key;
    await transact('keys', 'readwrite', (store) => store.add(made, NAME));
    // If the second place refuses, the next opening tries again.
    await keepTwice(key).catch(() => undefined);
    // Chromium keeps our data because of the permission; Firefox needs this request too.
    navigator.storage?.persist?.().catch(() => undefined);
  }
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, vaultKey),
  );
  return { nonce, wrapped };
}

/**
 * Deletes what an earlier unlock method would open: copies of the vault, and the device key if the
 * vault doesn't use it any more and nothing set aside depends on it. Runs only after the vault was
 * opened by its current methods. Not while the vault changes, or `unprotect` needs the key again.
 */
export const dropEarlier = () =>
  navigator.locks.request('device', () => navigator.locks.request('vault', drop));

async function drop() {
  // The copies and the key belong to the ordinary windows.
  if (inPrivateWindow()) return;
  const [key, earlier, text] = [await existing(), await readEarlier(), await readVault()];
  if (text === undefined) return;
  const worthless = key && !(await isNeeded(text));
  if (!worthless && !earlier) return;
  // After a power failure the newest copy may be ahead of the store: it is merged first. An earlier
  // one may have more changes under a key that was left behind.
  const newest = await newestCopy();
  if (newest && isLater(newest.text, text)) return;
  await forgetEarlier(text);
  if (worthless) await remove();
  if (earlier) await forgetEarlierNote();
}

/** Whether the device key opens the stored text, or one that was set aside. @param {string} text */
async function isNeeded(text) {
  const aside = (await copies()).filter((copy) => copy.aside);
  return [text, ...aside.map((copy) => copy.text)].some((one) => {
    try {
      return Vault.deviceSlot(one);
    } catch {
      // Its slots can't be read now; what repairs it may need the key.
      return true;
    }
  });
}

/**
 * @param {{ nonce: Uint8Array<ArrayBuffer>, wrapped: Uint8Array<ArrayBuffer> }} slot
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the vault key
 */
export async function unwrap(slot) {
  const key = await existing();
  if (!key) throw { code: inPrivateWindow() ? 'private_window_locked' : 'device_key_missing' };
  try {
    const vaultKey = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: slot.nonce },
      key,
      slot.wrapped,
    );
    // Not awaited: if it fails, the next opening tries again.
    keepTwice(key).catch(() => undefined);
    return new Uint8Array(vaultKey);
  } catch (cause) {
    throw { code: 'device_key_wrong', cause };
  }
}
