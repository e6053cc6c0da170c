/**
 * The device slot: an AES-GCM key that WebCrypto will not hand out, kept in IndexedDB, wraps the
 * vault key until the person chooses a protection of their own. It keeps secrets out of plain
 * sight on the disk and protects against little else (docs/vault.md). Without it the vault cannot
 * be opened, so it is kept twice where the browser has two places.
 */
import { Vault } from '../wasm/tandem.js';
import { look, spareDatabases, transact } from './database.js';
import { inPrivateWindow } from './own.js';
import { forgetEarlier } from './mirror.js';
import { forgetEarlierNote, readEarlier, readVault } from './storage.js';

const NAME = 'device';

/** @returns {Promise<CryptoKey | undefined>} */
async function existing() {
  const read = (/** @type {IDBObjectStore} */ store) => store.get(NAME);
  const key = await look('keys', read);
  if (key instanceof CryptoKey) return key;
  const spare = inPrivateWindow() ? undefined : await spareDatabases();
  const kept = spare && (await transact('keys', 'readonly', read, spare));
  return kept instanceof CryptoKey ? kept : undefined;
}

/** Puts the key where it is missing, so that it is in both places. @param {CryptoKey} key */
async function keepTwice(key) {
  if (inPrivateWindow()) return;
  for (const databases of [indexedDB, await spareDatabases()]) {
    if (!databases) continue;
    const there = await transact('keys', 'readonly', (store) => store.count(NAME), databases);
    if (!there) await transact('keys', 'readwrite', (store) => store.add(key, NAME), databases);
  }
}

/** Takes it out of both. */
async function remove() {
  for (const databases of [await spareDatabases(), indexedDB])
    if (databases) await transact('keys', 'readwrite', (store) => store.delete(NAME), databases);
}

/**
 * Wraps a new vault's key. A device key that is already there is used again: some other vault
 * text may still depend on it.
 * @param {Uint8Array<ArrayBuffer>} vaultKey
 */
export async function wrap(vaultKey) {
  let key = await existing();
  if (!key) {
    // Its database ends with the window, and the vault would stay without its key.
    if (inPrivateWindow()) throw { code: 'private_window' };
    key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const made = key;
    await transact('keys', 'readwrite', (store) => store.add(made, NAME));
    // Where the second place refuses, the next opening tries again.
    await keepTwice(key).catch(() => undefined);
    // Chromium leaves what is ours by the permission alone; Firefox wants to be asked too.
    navigator.storage?.persist?.().catch(() => undefined);
  }
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, vaultKey),
  );
  return { nonce, wrapped };
}

/**
 * After the vault was opened by what opens it now, and not before: copies that an unlock method of
 * before would open go; and where the browser's own key is such a one, it goes too, unless
 * something that was set aside depends on it.
 */
export async function leave() {
  // The copies and the key are the ordinary windows'.
  if (inPrivateWindow()) return;
  const [key, earlier, text] = [await existing(), await readEarlier(), await readVault()];
  if (text === undefined) return;
  const worthless = key && !Vault.deviceSlot(text);
  if (!worthless && !earlier) return;
  const all = await forgetEarlier(text);
  if (worthless && all) await remove();
  if (earlier) await forgetEarlierNote();
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
    // Not waited for: where it fails, the next opening tries again.
    keepTwice(key).catch(() => undefined);
    return new Uint8Array(vaultKey);
  } catch (cause) {
    throw { code: 'device_key_wrong', cause };
  }
}
