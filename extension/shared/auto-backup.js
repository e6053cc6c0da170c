/**
 * Automatic backups: after changes, at most once an hour, the sealed vault is written as a file to
 * the downloads folder or to a folder that the user chose. Runs in the options page and the service
 * worker. The file is what is stored: the passphrase opens it, and writing it needs no key.
 *
 * `local.auto`  where backups go, how many are kept, and how the last one went
 */
import { backedUp, localTime } from './backups.js';
import { codeOf } from './dom.js';
import { readStore, transact } from './database.js';
import { loadCore } from './session.js';
import { readVault } from './storage.js';
import { Vault } from '../wasm/tandem.js';

/** Without a passphrase only this browser would open the file: none is written until there is one. */
const UNPROTECTED = { code: 'auto_unprotected' };
/** The alarm for changes made within an hour after the last backup. */
export const AUTO = 'auto-backup';
/** The least time between two backups, in milliseconds. */
const OFTEN = 3_600_000;
/** How long a download may take, in milliseconds. */
const PATIENCE = 60_000;
/** How many backups are kept by default. */
export const KEPT = 10;
/**
 * The chosen folder, stored beside the device key: `storage.local` can't hold objects such as this
 * one.
 */
const FOLDER = 'backup-folder';

/** @typedef {{ name: string, id?: number }} File a written backup; `id` is the download's */
/**
 * @typedef {object} Auto
 * @property {'downloads' | 'folder'} [where] undefined when automatic backups are off
 * @property {number} [keep]
 * @property {string} [due] fingerprint of accounts that no file contains yet
 * @property {number} [at] when the last backup was written, in milliseconds
 * @property {number} [tried] when one last failed, in milliseconds
 * @property {string} [fingerprint] of the last backup's accounts
 * @property {File[]} [files] oldest first
 * @property {string} [failed] the code of the last error
 */
/**
 * @typedef {FileSystemDirectoryHandle & { queryPermission?: (of: { mode: 'readwrite' }) => Promise<PermissionState>, requestPermission?: (of: { mode: 'readwrite' }) => Promise<PermissionState> }} Folder
 */

/** @returns {Promise<Auto>} */
export async function autoState() {
  return /** @type {Auto | undefined} */ ((await chrome.storage.local.get('auto'))['auto']) ?? {};
}

/**
 * Updates the stored state, one change after the other.
 * @param {Partial<Auto>} changed @param {string} [written] what is not due any more
 */
export const noteAuto = (changed, written) =>
  navigator.locks.request('auto', async () => {
    const { due, ...now } = await autoState();
    const auto = { ...now, ...(due !== written && { due }), ...changed };
    await chrome.storage.local.set({ auto });
  });

/** Whether this browser can ask for a folder. */
export const canChoose = () => 'showDirectoryPicker' in globalThis;

/** Asks for the folder; needs a click. @returns {Promise<string>} its name */
export async function chooseFolder() {
  const { showDirectoryPicker } =
    /** @type {{ showDirectoryPicker: (of: object) => Promise<Folder> }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const folder = await showDirectoryPicker({ id: 'backups', mode: 'readwrite' });
  await transact('keys', 'readwrite', (store) => store.put(folder, FOLDER));
  return folder.name;
}

/** @returns {Promise<Folder | undefined>} */
export const chosenFolder = () =>
  readStore('keys', (store) => /** @type {IDBRequest<Folder>} */ (store.get(FOLDER)));

/** Asks again for permission to the chosen folder; needs a click. */
export const allowFolder = async () =>
  (await (await chosenFolder())?.requestPermission?.({ mode: 'readwrite' })) === 'granted';

/** Asks for permission to download; needs a click. @returns {Promise<boolean>} */
export const allowDownloads = () => chrome.permissions.request({ permissions: ['downloads'] });

/**
 * The accounts have changed, or may have: a backup is due unless the last one contains everything.
 * @param {() => import('../wasm/tandem.js').Vault | undefined} open the vault: a handle from before the
 * reading may be freed
 */
export async function noteChange(open) {
  const { where, fingerprint, failed } = await autoState();
  const vault = open();
  if (!where || !vault?.count()) return;
  // Using a code is not a change.
  if (fingerprint !== undefined && vault.unsavedSince(fingerprint) === 0) return;
  if (!vault.isProtected()) await noteAuto({ failed: UNPROTECTED.code, due: undefined });
  else if (failed !== UNPROTECTED.code) await noteAuto({ due: vault.fingerprint() });
  else await noteAuto({ due: vault.fingerprint(), failed: undefined });
}

/** Writes the backup that is due, now or when the hour is over. */
export async function writeIfTime() {
  const { where, due, at = 0, tried = 0 } = await autoState();
  if (!where || due === undefined) return;
  const last = Math.max(at, tried);
  const next = last + OFTEN;
  // A clock that was set back must not postpone it for years.
  if (next > Date.now() && last <= Date.now()) await chrome.alarms.create(AUTO, { when: next });
  else await writeNow();
}

/** Writes a backup now. An error is stored, shown in the popup, and tried again in an hour. */
export const writeNow = () =>
  navigator.locks.request('auto-backup', async () => {
    const { where, due, keep = KEPT, files = [] } = await autoState();
    try {
      const text = await readVault();
      if (!where || text === undefined) return;
      await loadCore();
      if (Vault.deviceSlot(text)) {
        await noteAuto({ failed: UNPROTECTED.code }, due);
        return;
      }
      const name = newName(files);
      const written = await (where === 'folder'
        ? intoFolder(text, name)
        : intoDownloads(text, name));
      const kept = [...files, written];
      const well = { at: Date.now(), tried: undefined, failed: undefined };
      await noteAuto({ ...well, fingerprint: due, files: kept }, due);
      if (due !== undefined) await backedUp(due);
      await dropOldest(kept, keep);
    } catch (error) {
      console.warn('An automatic backup failed.', error);
      const failed = String(codeOf(error) ?? codeOf({ code: 'auto_failed' }));
      await noteAuto({ failed, tried: Date.now() });
      await chrome.alarms.create(AUTO, { when: Date.now() + OFTEN });
    }
  });

/** @param {File[]} files @param {number} keep */
async function dropOldest(files, keep) {
  for (const file of files.slice(0, Math.max(0, files.length - keep))) {
    try {
      await drop(file);
    } catch (error) {
      console.warn(`An old automatic backup, ${file.name}, was gone already.`, error);
    }
  }
  await noteAuto({ files: files.slice(-keep) });
}

/**
 * Browsers may reuse a download's number for a file that isn't ours, so the name has to match too.
 * @param {File} file
 */
async function drop({ name, id }) {
  if (id === undefined) return (await chosenFolder())?.removeEntry(name);
  const [item] = await chrome.downloads.search({ id });
  const stem = name.slice(name.lastIndexOf('/') + 1, -'.tandem'.length);
  if (item?.byExtensionId !== chrome.runtime.id || !item.filename.includes(stem)) return undefined;
  if (item.exists) await chrome.downloads.removeFile(id);
  return chrome.downloads.erase({ id });
}

/**
 * By the computer's clock, e.g. `tandem-2026-11-28-2245-07.tandem`. Of two backups in one second,
 * the later gets the next second, so that neither takes the other's place.
 * @param {File[]} files
 * @returns {string}
 */
function newName(files, now = Date.now()) {
  const [day, time = ''] = localTime(now).split('T');
  const name = `tandem-${day}-${time.slice(0, 5).replace(':', '')}-${time.slice(6, 8)}.tandem`;
  return files.some((file) => file.name.endsWith(name)) ? newName(files, now + 1000) : name;
}

/** @param {string} text @param {string} name @returns {Promise<File>} */
async function intoFolder(text, name) {
  const folder = await chosenFolder();
  if (!folder) throw { code: 'auto_folder_gone' };
  if ((await folder.queryPermission?.({ mode: 'readwrite' })) === 'prompt')
    throw { code: 'auto_folder_refused' };
  /** @type {FileSystemWritableFileStream | undefined} */
  let stream;
  try {
    const file = await folder.getFileHandle(name, { create: true });
    stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
    if ((await (await file.getFile()).text()) !== text) throw { code: 'auto_differs' };
  } catch (cause) {
    // What is empty or cut short must not look like the newest backup.
    await stream?.abort().catch(() => undefined);
    await folder.removeEntry(name).catch(() => undefined);
    const kind = cause instanceof DOMException ? cause.name : '';
    if (kind === 'NotFoundError') throw { code: 'auto_folder_gone', cause };
    if (kind === 'NotAllowedError') throw { code: 'auto_folder_refused', cause };
    if (kind === 'QuotaExceededError') throw { code: 'auto_disk_full', cause };
    throw cause;
  }
  return { name };
}

/** @param {string} text @param {string} name @returns {Promise<File>} */
async function intoDownloads(text, name) {
  if (!(await chrome.permissions.contains({ permissions: ['downloads'] })))
    throw { code: 'auto_not_allowed' };
  // Firefox downloads no data URLs, and Chrome's service worker can't make blob URLs.
  const url =
    'createObjectURL' in URL
      ? URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
      : `data:application/octet-stream;base64,${btoa(text)}`;
  try {
    const id = await chrome.downloads.download({
      url,
      filename: `Tandem/${name}`,
      saveAs: false,
      conflictAction: 'uniquify',
    });
    const item = await finished(id);
    if (item.state !== 'complete') throw { code: 'auto_interrupted', values: [item.error ?? ''] };
    if (item.fileSize !== text.length) throw { code: 'auto_differs' };
    return { name: `Tandem/${name}`, id };
  } finally {
    if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/**
 * Resolves when the download has ended, one way or another.
 * @param {number} id
 * @returns {Promise<chrome.downloads.DownloadItem>}
 */
function finished(id) {
  return new Promise((done, failed) => {
    const look = async () => {
      const [item] = await chrome.downloads.search({ id });
      if (!item || item.state === 'in_progress') return;
      chrome.downloads.onChanged.removeListener(heard);
      done(item);
    };
    const heard = (/** @type {{ id: number }} */ change) => {
      if (change.id === id) look().catch(failed);
    };
    chrome.downloads.onChanged.addListener(heard);
    setTimeout(() => {
      chrome.downloads.onChanged.removeListener(heard);
      // A file that came later would not be one of those that are kept.
      chrome.downloads.cancel(id).catch(() => undefined);
      failed({ code: 'auto_interrupted', values: [''] });
    }, PATIENCE);
    look().catch(failed);
  });
}
