/**
 * Sync by the browser's own store: the unlock methods are one item, each record another, all as
 * sealed as in the vault. What is taken over and what the store lacks, the core says
 * (`vault/share`); here is where it lies and how much of it there is room for. The options page,
 * and the service worker whenever either changes.
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
 * @property {number} [fit] accounts that the store had room for
 * @property {string} [failed] what the browser said when it did not take them
 */

/** @typedef {Record<string, string>} Items */

const METHODS = 'vault/';

/** @returns {Promise<State>} */
export async function syncState() {
  return /** @type {State | undefined} */ ((await chrome.storage.local.get('sync'))['sync']) ?? {};
}

/** What is no text, nobody of ours has put there. */
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
 * @property {'another' | 'rekeyed'} is another vault, or this one under a key that it got in
 * another browser
 */

/**
 * What is in the store and cannot be synced with before a person has said how.
 * @param {Items} [there] @returns {Promise<Other | undefined>}
 */
export async function otherVault(there) {
  for (const [key, text] of Object.entries(there ?? (await items()))) {
    const is = key.startsWith(METHODS) ? (theVault()?.compareShared(text) ?? 'another') : 'own';
    if (is === 'another' || is === 'rekeyed') return { text, is };
  }
  return undefined;
}

/** Takes over what other browsers left, and leaves what they lack; nothing where sync is off. */
export const syncNow = () =>
  navigator.locks.request('sync', async () => {
    const vault = theVault();
    if (!vault?.isProtected() || !(await syncState()).on) return;
    const there = await items();
    const id = vault.id();
    // Before the two are one, nothing is written beside another vault, nor over the same under
    // another key.
    const own = there[METHODS + id];
    if ((own === undefined || vault.compareShared(own) === 'rekeyed') && (await otherVault(there)))
      return;
    const { header, records, accounts } = await change((vault) =>
      vault.mergeShared(there[METHODS + id], recordsOf(there, id)),
    );
    const wanted = records.map((record) => {
      const cut = record.indexOf(' ');
      return /** @type {const} */ ([recordsAt(id) + record.slice(0, cut), record.slice(cut + 1)]);
    });
    const written = fitting(
      there,
      header === undefined ? wanted : [[METHODS + id, header], ...wanted],
    );
    const unfit = wanted.slice(wanted.length - accounts).filter(([key]) => !(key in written));
    try {
      if (Object.keys(written).length) await chrome.storage.sync.set(written);
      await note({ on: true, fit: (theVault()?.count() ?? 0) - unfit.length });
    } catch (cause) {
      await note({ on: true, failed: String(cause) });
    }
  });

/**
 * Those that find room, in their order.
 * @param {Items} there
 * @param {(readonly [key: string, value: string])[]} wanted
 * @returns {Items}
 */
function fitting(there, wanted) {
  const fits = new Set(roomFor(Object.entries(there).map(measured), wanted.map(measured)));
  return Object.fromEntries(wanted.filter((_, place) => fits.has(place)));
}

/**
 * The bytes that the browser counts for an item.
 * @param {readonly [key: string, value: string]} item
 * @returns {[string, number]}
 */
const measured = ([key, value]) => [key, key.length + JSON.stringify(value).length];

/** From now on. */
export async function begin() {
  await note({ on: true });
  await syncNow();
}

/** No longer; what lies in the store stays there, or goes. @param {boolean} clear */
export async function end(clear) {
  await note({});
  if (clear) await chrome.storage.sync.remove(keysOf(await items(), theVault()?.id() ?? ''));
}

/**
 * Makes one vault of the two. The one that was in the store stays; where both are, the one whose id
 * comes first. Of one vault with two keys, the key in the store stays.
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
    const stays = there[METHODS + own] !== undefined && own < theirs;
    if (stays) {
      vault.mergeBackup(other);
      other.free();
    } else vault.adopt(other);
    return stays ? theirs : own;
  });
  await forget('protect');
  await begin();
  if (gone !== theVault()?.id()) await chrome.storage.sync.remove(keysOf(there, gone));
  await syncNow();
}
