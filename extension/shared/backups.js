/**
 * The last backup, and whether to remind of the next. Used by every page of the extension. What is
 * stored reveals nothing about the accounts without the vault's key.
 */
import { message, paragraph } from './dom.js';

/**
 * @typedef {object} Backup
 * @property {number} at when it was saved, in milliseconds
 * @property {string} fingerprint of the accounts in it
 */

const DAY = 86_400_000;

/** @returns {Promise<Backup | undefined>} */
export async function lastBackup() {
  return /** @type {Backup | undefined} */ ((await chrome.storage.local.get('backup'))['backup']);
}

/** @param {string} fingerprint of the accounts in the backup that was just saved */
export const backedUp = (fingerprint) =>
  chrome.storage.local.set({ backup: { at: Date.now(), fingerprint } });

/** @param {number} at in milliseconds */
export const date = (at) =>
  new Date(at).toLocaleDateString(message('language'), { dateStyle: 'medium' });

/**
 * For names of files: the local date and time, e.g. `2026-11-28T22:45:07.000`.
 * @param {number} at in milliseconds
 */
export const localTime = (at) =>
  new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, -1);

/** Today, for names of files. */
export const today = () => localTime(Date.now()).slice(0, 10);

/**
 * A sentence: when the last backup was saved, and what it lacks.
 * @param {Backup | undefined} last
 * @param {number | undefined} changed how many accounts; undefined if it is older than the key
 */
export function backupStatus(last, changed) {
  if (!last) return message('backup_none');
  return paragraph(
    message('backup_last', date(last.at)),
    changed === undefined && message('backup_before_key'),
    changed !== undefined && changed > 0 && message('backup_changed', changed),
  );
}

/**
 * The next step to keep the accounts safe, the most urgent first. After it was dismissed, nothing
 * for a week. A backup that is due is mentioned at most once a day.
 * @param {() => import('../wasm/tandem.js').Vault | undefined} open the vault: a handle from before the
 * reading may be freed
 * @returns {Promise<string | undefined>} the sentence
 */
export async function nextStep(open) {
  const kept = await chrome.storage.local.get([
    'backup',
    'reminded',
    'put_off',
    'sync',
    'auto',
    'auto_told',
  ]);
  const vault = open();
  if (!vault?.count()) return undefined;
  // A failing backup is mentioned once a day, whatever was dismissed.
  const { auto, auto_told } =
    /** @type {{ auto?: import('./auto-backup.js').Auto, auto_told?: number }} */ (kept);
  if (auto?.where && auto.failed && Date.now() - (auto_told ?? 0) >= DAY) {
    await chrome.storage.local.set({ auto_told: Date.now() });
    return message('auto_failed_line');
  }
  const { backup, reminded, put_off, sync } =
    /** @type {{ backup?: Backup, reminded?: number, put_off?: number, sync?: { on?: boolean, fit?: number } }} */ (
      kept
    );
  const synced = sync?.on ? (sync.fit ?? 0) : undefined;
  const due = vault.reminder({ backup, reminded, putOff: put_off, synced }, Date.now() / 1000);
  if (due?.what !== 'backup') return due && message('protect_line');
  await chrome.storage.local.set({ reminded: Date.now() });
  return backupStatus(backup, due.changed);
}

/** Dismisses the reminder for a week. */
export const putOff = () => chrome.storage.local.set({ put_off: Date.now() });

/** Records that accounts were saved in a file that anybody can read. */
export const exportedPlain = () => chrome.storage.local.set({ plain_export: Date.now() });

/** The user says that this file is deleted. */
export const forgetPlainExport = () => chrome.storage.local.remove('plain_export');

/** When such a file was last saved, in milliseconds. @returns {Promise<number | undefined>} */
export async function plainExport() {
  const { plain_export: at } = await chrome.storage.local.get('plain_export');
  return typeof at === 'number' ? at : undefined;
}

/**
 * What the user has ticked off after enrolling AWS's MFA, and whether they were told about it.
 * @typedef {{ told?: boolean, device?: boolean, contact?: boolean }} AwsTicks
 */

/** @returns {Promise<AwsTicks>} */
export const awsTicks = async () =>
  /** @type {AwsTicks | undefined} */ ((await chrome.storage.local.get('aws'))['aws']) ?? {};

/** Changes are made in turn: two boxes may be ticked at once. @param {AwsTicks} ticks */
export const tickAws = (ticks) =>
  navigator.locks.request('aws', async () =>
    chrome.storage.local.set({ aws: { ...(await awsTicks()), ...ticks } }),
  );
