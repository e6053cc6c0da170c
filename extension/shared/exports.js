/**
 * What the import and export page remembers: when accounts last left unsealed, how a table's columns were read, and
 * which accounts the popup chose for it. Nothing of it is secret.
 *
 * `local.plain_export_of`  what the last export that was not encrypted was for (see `backups.js` for when)
 * `local.mappings`         columns by a table's signature, the latest last
 * `session.export`      ids that the popup chose (see `keep`)
 */
import { exportedPlain, plainExport } from './backups.js';
import { forget } from './storage.js';

/** Tables whose columns are remembered. */
const MOST = 50;

/** @typedef {{ at: number, app: string, count: number }} PlainExport `at` in milliseconds */

/** The last one, unless it was said to be deleted. @returns {Promise<PlainExport | undefined>} */
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
  const kept = /** @type {{ value?: unknown, until?: number } | undefined} */ (
    (await chrome.storage.session.get('export'))['export']
  );
  if (!kept) return undefined;
  await forget('export');
  const { value, until = 0 } = kept;
  const ids = Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  return ids.length && until > Date.now() ? ids : undefined;
}

/** @returns {Promise<[signature: string, mapping: unknown][]>} */
async function mappings() {
  const kept = (await chrome.storage.local.get('mappings'))['mappings'];
  return /** @type {[string, unknown][] | undefined} */ (kept) ?? [];
}

/** How a table of these columns was read the last time. @param {string} signature @returns {Promise<unknown>} */
export const mappingOf = async (signature) =>
  (await mappings()).find(([known]) => known === signature)?.[1];

/** @param {string} signature @param {unknown} mapping */
export async function noteMapping(signature, mapping) {
  const others = (await mappings()).filter(([known]) => known !== signature);
  await chrome.storage.local.set({ mappings: [...others, [signature, mapping]].slice(-MOST) });
}
