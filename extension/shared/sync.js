/**
 * Sync through the browser's own store: the unlock methods are one item, each record another, all
 * sealed as in the vault. The core says what to take over and what the store lacks (`vault/share`).
 * This file reads and writes the store and finds out how much fits. Used by the options page, and
 * by the service worker when the vault or the store changes.
 *
 * `sync.vault/<vault>`            the unlock methods
 * `sync.record/<vault>/<record>`  a record
 * `local.sync`                    whether it is on, and how it went
 */
import { change, theVault } from './session.js';
import { forget } from './storage.js';
import { Vault, roomFor } from '../wasm/tandem.js';

/**
 * @typedef {object} State
 * @property {boolean} [on]
 * @property {number} [fit] how many accounts fit into the store
 * @property {string} [failed] what the browser said when writing failed
 */

/** @typedef {Record<string, string>} Items */

const METHODS = 'vault/';

/** The alarm for what the browser's store refused. */
export const RETRY = 'sync';

/** @returns {Promise<State>} */
export async function syncState() {
  return /** @type {State | undefined} */ ((await chrome.storage.local.get('sync'))['sync']) ?? {};
}

/** Anything but text isn't ours. */
const items = async () =>
  /** @type {Items} */ (
    Object.fromEntries(
      Object.entries(await chrome.storage.sync.get()).filter(
        ([, item]) => typeof item === 'string',
      ),
    )
  );

/** @param {State} sync */
const note = (sync) => chrome.storage.local.set({ sync });

/** @param {string} id of a vault */
const recordsAt = (id) => `record/${id}/`;

/** @param {Items} there @param {string} id of a vault */
const keysOf = (there, id) =>
  Object.keys(there).filter((key) => key === METHODS + id || key.startsWith(recordsAt(id)));

/**
 * @param {Items} there
 * @param {string} id of a vault
 * @returns {string[]} its records, as the core reads them
 */
function recordsOf(there, id) {
  const at = recordsAt(id);
  return Object.entries(there).flatMap(([key, value]) =>
    key.startsWith(at) ? [`${key.slice(at.length)} ${value}`] : [],
  );
}

/**
 * @typedef {object} Other
 * @property {string} text the unlock methods
 * @property {'another' | 'rekeyed'} is another vault, or this one under a new key from another
 * browser
 * @property {boolean} stays whether this browser's vault will be the one that stays
 */

/**
 * Of two vaults in the store the one whose id sorts first stays; else the one that is in the store.
 * @param {Items} there @param {string | undefined} own @param {string} theirs their ids
 */
const staysWith = (there, own, theirs) =>
  own !== undefined && there[METHODS + own] !== undefined && own < theirs;

/**
 * A vault in the store that can't be synced with until the user decides how.
 * @param {Items} [there] @returns {Promise<Other | undefined>}
 */
export async function otherVault(there) {
  const all = there ?? (await items());
  for (const [key, text] of Object.entries(all)) {
    const is = key.startsWith(METHODS) ? (theVault()?.compareShared(text) ?? 'another') : 'own';
    const stays = staysWith(all, theVault()?.id(), key.slice(METHODS.length));
    if (is === 'another' || is === 'rekeyed') return { text, is, stays };
  }
  return undefined;
}

/**
 * Takes over what other browsers left, and writes what they lack. Does nothing while sync is off.
 */
export const syncNow = () =>
  navigator.locks.request('sync', async () => {
    if (!(await syncState()).on) return;
    const there = await items();
    // Only now: a lock or another window frees an earlier handle.
    const vault = theVault();
    if (!vault?.isProtected()) return;
    const id = vault.id();
    // Until the two are merged, nothing is written beside another vault, or over this one under
    // another key.
    const own = there[METHODS + id];
    const is = own === undefined ? undefined : vault.compareShared(own);
    if ((is === undefined || is === 'rekeyed') && (await otherVault(there))) return;
    // Nobody could open records under a new key without the unlock methods.
    const must = is !== 'own';
    const { header, records, accounts } = await change((vault) =>
      vault.mergeShared(there[METHODS + id], recordsOf(there, id)),
    );
    const wanted = records.map((record) => {
      const cut = record.indexOf(' ');
      return /** @type {const} */ ([recordsAt(id) + record.slice(0, cut), record.slice(cut + 1)]);
    });
    const all =
      header === undefined ? wanted : [/** @type {const} */ ([METHODS + id, header]), ...wanted];
    const gone = keysOf(there, id);
    let written = fitting(there, all);
    const lacks = () => must && header !== undefined && !(METHODS + id in written);
    for (const key of gone) {
      if (!lacks()) break;
      delete there[key];
      written = fitting(there, all);
    }
    if (lacks()) return note({ on: true, failed: 'QUOTA_BYTES_PER_ITEM' });
    const unfit = wanted.slice(wanted.length - accounts).filter(([key]) => !(key in written));
    try {
      const out = gone.filter((key) => !(key in there || key in written));
      // The browser counts even what removes nothing.
      if (out.length) await chrome.storage.sync.remove(out);
      if (Object.keys(written).length) await chrome.storage.sync.set(written);
      await note({ on: true, fit: (theVault()?.count() ?? 0) - unfit.length });
    } catch (cause) {
      await note({ on: true, failed: String(cause) });
      // The browser allows so many writes a minute, and so many an hour.
      await chrome.alarms.create(RETRY, { delayInMinutes: 15 });
    }
  });

/**
 * The items that fit, in order.
 * @param {Items} there
 * @param {(readonly [key: string, value: string])[]} wanted
 * @returns {Items}
 */
function fitting(there, wanted) {
  const fits = new Set(roomFor(Object.entries(there).map(measured), wanted.map(measured)));
  return Object.fromEntries(wanted.filter((_, place) => fits.has(place)));
}

/**
 * An item's key, and the bytes that the browser counts for it.
 * @param {readonly [key: string, value: string]} item
 * @returns {[string, number]}
 */
const measured = ([key, value]) => [key, key.length + JSON.stringify(value).length];

/** Turns sync on. */
export async function turnOnSync() {
  await note({ on: true });
  await syncNow();
}

/**
 * Turns sync off; what is in the store stays, or is cleared. Waits for a sync that runs, which would
 * turn it on again.
 * @param {boolean} clear
 */
export async function turnOffSync(clear) {
  await navigator.locks.request('sync', async () => {
    await note({});
    if (clear) await chrome.storage.sync.remove(keysOf(await items(), theVault()?.id() ?? ''));
  });
}

/**
 * Makes one vault of the two. If it is one vault with two keys, the key in the store stays.
 * @param {string} text the other's unlock methods @param {Uint8Array} key its vault key
 */
export async function adopt(text, key) {
  const there = await items();
  const other = Vault.openShared(text, key);
  key.fill(0);
  const theirs = other.id();
  other.mergeShared(text, recordsOf(there, theirs));
  const gone = await change((vault) => {
    const own = vault.id();
    const stays = staysWith(there, own, theirs);
    if (stays) {
      vault.mergeBackup(other);
      other.free();
    } else vault.adopt(other);
    return own === theirs ? undefined : stays ? theirs : own;
  });
  await forget('protect');
  await turnOnSync();
  if (gone !== undefined) await chrome.storage.sync.remove(keysOf(there, gone));
  await syncNow();
}
