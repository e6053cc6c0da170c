/**
 * Sync by the browser's own store: the ways in are one item, each record another, all as sealed as in the
 * vault. What is taken over and what the store lacks, the core says (`vault/share`); here is where it lies
 * and how much of it there is room for. The options page, and the service worker whenever either changes.
 *
 * `sync.vault/<vault>`            the ways in
 * `sync.record/<vault>/<record>`  a record
 * `local.sync`                    whether it is on, and how it went
 */
import { change, theVault } from './session.js';
import { forget } from './storage.js';
import { Vault } from '../wasm/tandem.js';

/**
 * @typedef {object} State
 * @property {boolean} [on]
 * @property {number} [fit] accounts that the store had room for
 * @property {string} [failed] what the browser said when it did not take them
 */

/** @typedef {Record<string, string>} Items */

const WAYS = 'vault/';
/** The browser's limits: bytes in all and in one item, and items. */
const [ALL, ONE, MOST] = [102_400, 8192, 512];

/** @returns {Promise<State>} */
export async function syncState() {
  return /** @type {State | undefined} */ ((await chrome.storage.local.get('sync'))['sync']) ?? {};
}

const items = async () => /** @type {Items} */ (await chrome.storage.sync.get());

/** @param {State} sync */
const note = (sync) => chrome.storage.local.set({ sync });

/** @param {string} id of a vault */
const recordsAt = (id) => `record/${id}/`;

/** @param {Items} there @param {string} id of a vault */
const keysOf = (there, id) => Object.keys(there).filter((key) => key === WAYS + id || key.startsWith(recordsAt(id)));

/** @param {Items} there @param {string} id of a vault @returns {string[]} its records, as the core reads them */
function recordsOf(there, id) {
  const at = recordsAt(id);
  return Object.entries(there).flatMap(([key, value]) => (key.startsWith(at) ? [`${key.slice(at.length)} ${value}`] : []));
}

/**
 * A vault in the store that is not the one of this browser.
 * @param {Items} [there]
 * @returns {Promise<string | undefined>} its ways in
 */
export async function otherVault(there) {
  const found = Object.entries(there ?? (await items())).find(([key, text]) => key.startsWith(WAYS) && !theVault()?.isOf(text));
  return found?.[1];
}

/** Takes over what other browsers left, and leaves what they lack; nothing where sync is off. */
export const meet = () =>
  navigator.locks.request('sync', async () => {
    const vault = theVault();
    if (!vault?.isProtected() || !(await syncState()).on) return;
    const there = await items();
    const id = vault.id();
    // Before the two are one, nothing is written beside another vault.
    if (!(WAYS + id in there) && (await otherVault(there))) return;
    const { header, records, accounts } = await change((vault) => vault.meet(there[WAYS + id], recordsOf(there, id)));
    const fits = roomIn(there);
    if (header !== undefined) fits(WAYS + id, header);
    const left = records.filter((record, place) => {
      const cut = record.indexOf(' ');
      return !fits(recordsAt(id) + record.slice(0, cut), record.slice(cut + 1)) && place >= records.length - accounts;
    });
    /** @type {State} */
    const state = { on: true, fit: (theVault()?.count() ?? 0) - left.length };
    try {
      if (Object.keys(fits.written).length) await chrome.storage.sync.set(fits.written);
      await note(state);
    } catch (cause) {
      await note({ on: true, failed: String(cause) });
    }
  });

/** Puts items into the store's room for as long as there is some. @param {Items} there */
function roomIn(there) {
  /** @param {string} key @param {string} [value] */
  const size = (key, value) => (value === undefined ? 0 : key.length + JSON.stringify(value).length);
  let room = ALL;
  let free = MOST;
  for (const [key, value] of Object.entries(there)) [room, free] = [room - size(key, value), free - 1];
  /** @type {Items} */
  const written = {};
  /** @param {string} key @param {string} value */
  const fits = (key, value) => {
    const [bytes, old] = [size(key, value), size(key, there[key])];
    if (bytes > ONE || bytes - old > room || (!old && !free)) return false;
    [room, free, written[key]] = [room - bytes + old, free - (old ? 0 : 1), value];
    return true;
  };
  return Object.assign(fits, { written });
}

/** From now on. */
export async function begin() {
  await note({ on: true });
  await meet();
}

/** No longer; what lies in the store stays there, or goes. @param {boolean} clear */
export async function end(clear) {
  await note({});
  if (clear) await chrome.storage.sync.remove(keysOf(await items(), theVault()?.id() ?? ''));
}

/**
 * Makes one vault of the two. The one that was in the store stays; where both are, the one whose id comes first.
 * @param {string} text the other's ways in @param {Uint8Array} key its vault key
 */
export async function join(text, key) {
  const there = await items();
  const other = Vault.open(text, key);
  const theirs = other.id();
  other.meet(text, recordsOf(there, theirs));
  const gone = await change((vault) => {
    const own = vault.id();
    const stays = vault.isOf(there[WAYS + own] ?? '') && own < theirs;
    vault.join(other, stays);
    return stays ? theirs : own;
  });
  await forget('protect');
  await begin();
  if (gone !== theVault()?.id()) await chrome.storage.sync.remove(keysOf(there, gone));
  await meet();
}
