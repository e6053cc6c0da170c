/**
 * What is known of the last backup, and whether it is time to say that another is due. Every page of
 * the extension; what is stored tells nothing of the accounts without the vault's key.
 */
import { message } from './dom.js';

/**
 * @typedef {object} Backup
 * @property {number} at when it was saved, in milliseconds
 * @property {string} fingerprint what the accounts were then
 */

const DAY = 86_400_000;
/** After so many changes, or so many days, a backup is due. */
const CHANGES = 5;
const DAYS = 30;

/** @returns {Promise<Backup | undefined>} */
export async function lastBackup() {
  return /** @type {Backup | undefined} */ ((await chrome.storage.local.get('backup'))['backup']);
}

/** @param {string} fingerprint of the accounts in the backup that was saved just now */
export const backedUp = (fingerprint) => chrome.storage.local.set({ backup: { at: Date.now(), fingerprint } });

/** @param {number} at in milliseconds */
export const date = (at) => new Date(at).toLocaleDateString(message('language'), { dateStyle: 'medium' });

/** When the last one was saved, and what it lacks. @param {Backup | undefined} last @param {number | undefined} changed */
export function told(last, changed) {
  if (!last) return message('backup_none');
  return [message('backup_last', date(last.at)), ...(changed ? [message('backup_changed', changed)] : [])].join(' ');
}

/**
 * Says that a backup is due, at most once a day.
 * @param {import('../wasm/tandem.js').Vault | undefined} vault @param {HTMLElement} line where
 */
export async function remind(vault, line) {
  const { backup, reminded } = await chrome.storage.local.get(['backup', 'reminded']);
  const last = /** @type {Backup | undefined} */ (backup);
  const changed = last && vault?.unsavedSince(last.fingerprint);
  const late = changed === undefined || changed >= CHANGES || Date.now() - (last?.at ?? 0) >= DAYS * DAY;
  if (!vault?.count() || !late || Date.now() - Number(reminded ?? 0) < DAY) return;
  await chrome.storage.local.set({ reminded: Date.now() });
  line.textContent = told(last, changed);
  line.hidden = false;
}
