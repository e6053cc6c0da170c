/**
 * What the import and export page remembers: the last unencrypted export, how a table's columns
 * were assigned, and which accounts the popup chose. None of it is secret.
 *
 * `local.plain_export_of`  what the last unencrypted export was for (`backups.js` has its time)
 * `local.mappings`         columns by a table's signature, the latest last
 * `session.export`         the ids that the popup chose (see `keep`)
 */
import { exportedPlain, plainExport } from './backups.js';
import { forget, readSession } from './storage.js';

/** How many tables' columns are remembered. */
const MOST = 50;

/** @typedef {{ at: number, app: string, count: number }} PlainExport `at` in milliseconds */

/** The last one, unless the user said it is deleted. @returns {Promise<PlainExport | undefined>} */
export async function lastPlain() {
  const at = await plainExport();
  const of = /** @type {{ app: string, count: number } | undefined} */ (
    (await chrome.storage.local.get('plain_export_of'))['plain_export_of']
  );
  return of && at !== undefined ? { at, ...of } : undefined;
}

/** @param {string} app @param {number} count */
export async function notePlainExport(app, count) {
  await exportedPlain();
  await chrome.storage.local.set({ plain_export_of: { app, count } });
}

/** The accounts that were chosen in the popup, once. @returns {Promise<string[] | undefined>} */
export async function takeChosen() {
  const { export: kept } = await readSession();
  await forget('export');
  const ids = Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  return ids.length ? ids : undefined;
}

/** @returns {Promise<[signature: string, mapping: unknown][]>} */
async function mappings() {
  const kept = (await chrome.storage.local.get('mappings'))['mappings'];
  return /** @type {[string, unknown][] | undefined} */ (kept) ?? [];
}

/**
 * How a table with these columns was last read. @param {string} signature @returns
 * {Promise<unknown>}
 */
export const mappingOf = async (signature) =>
  (await mappings()).find(([known]) => known === signature)?.[1];

/** @param {string} signature @param {unknown} mapping */
export const noteMapping = (signature, mapping) =>
  navigator.locks.request('mappings', async () => {
    const others = (await mappings()).filter(([known]) => known !== signature);
    await chrome.storage.local.set({ mappings: [...others, [signature, mapping]].slice(-MOST) });
  });
