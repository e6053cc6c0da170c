/**
 * The open vault of this window: opened from storage, changed under one Web Lock.
 *
 * Every change reads what is stored, changes it and writes it with a single `set`. So two windows
 * never overwrite each other, and a killed browser leaves the old vault or the new one.
 */
import init, { Vault } from '../wasm/tandem.js';
import { follow } from './clock.js';
import { codeOf } from './dom.js';
import {
  asText,
  keep,
  readKey,
  readSession,
  readTrash,
  readVault,
  writeKey,
  writeVault,
} from './storage.js';

/** @type {Vault | undefined} */
let vault;
/** @type {string | undefined} the stored text that `vault` was opened from or written to */
let current;
/**
 * @type {Vault | undefined} what a change works on. It stays in memory until the change is over,
 * even if the vault is closed or opened again meanwhile.
 */
let changing;

/** Fires `change` when the open vault has changed. */
export const vaultChanges = new EventTarget();

/** The open vault; undefined until something was saved. */
export const theVault = () => vault;

/**
 * What a page asks for, also at the field that the user chose.
 * @param {import('./page.js').Described} described
 */
export const askedOn = ({ page, chosen }) => vault?.onPage(page, chosen);

/**
 * Modules that are loaded only when needed. A service worker can't import dynamically and adds its
 * own.
 */
export const lazy = { device: () => import('./device.js'), mirror: () => import('./mirror.js') };

/** How long the user may still be asked to protect the accounts, in seconds. */
const ASK_LIVES = 30 * 86_400;

/**
 * Opens the stored vault.
 * @param {typeof import('./preload.js').preloaded} [preloaded] used once
 * @returns {Promise<import('./storage.js').Left>} what an earlier popup left
 */
export async function openSession(preloaded) {
  const [left, text] = await Promise.all([
    preloaded?.left ?? readSession(),
    preloaded?.text ?? readVault(),
    loadCore(preloaded?.core),
  ]);
  follow(left.clock, belongsTo);
  if (text !== undefined) {
    adopt(await opened(text, left.key), text);
  } else {
    await refuseMissing();
    // Another window may have saved the first account meanwhile.
    await refresh();
  }
  return left;
}

/** Loads the core, once. @param {import('../wasm/tandem.js').InitInput | Promise<import('../wasm/tandem.js').InitInput>} [core] */
export const loadCore = (core = new URL('../wasm/tandem_bg.wasm', import.meta.url)) =>
  init({ module_or_path: core });

/** Whether an account belongs to the site of an address. @param {string} id @param {string} url */
const belongsTo = (id, url) => Boolean(vault?.has(id)) && vault?.fit(id, url).fit !== 'elsewhere';

/** Removes the vault from memory when no view shows it any more; a change that runs, at its end. */
export function closeSession() {
  close();
  changing = undefined;
}

function close() {
  if (vault !== changing) vault?.free();
  vault = current = undefined;
}

/**
 * Takes over what another window wrote.
 * @returns {Promise<boolean>} whether there was anything new
 */
export async function refresh() {
  // Another window may write while this page still loads its core.
  const [text, key] = await Promise.all([readVault(), readKey(), loadCore()]);
  if (text === undefined || (text === current && key)) {
    key?.fill(0);
    return false;
  }
  adopt(await opened(text, key), text);
  return true;
}

/**
 * Opens with the key in memory, or with the device slot if there is none or it is outdated.
 * @param {string} text @param {Uint8Array | undefined} key
 */
async function opened(text, key) {
  try {
    if (key) return openAndWipe(text, key);
  } catch (error) {
    if (codeOf(error) !== 'vault_wrong_key') throw error;
  }
  const found = await deviceKey(text);
  await writeKey(found);
  return openAndWipe(text, found);
}

/** @param {string} text @param {Uint8Array} key wiped here */
export function openAndWipe(text, key) {
  try {
    return Vault.open(text, key);
  } finally {
    key.fill(0);
  }
}

/**
 * Changes the vault and stores it. If it can't be stored, nothing has changed.
 * @template T
 * @param {(vault: Vault) => T} act
 * @returns {Promise<T>}
 */
export async function change(act) {
  return navigator.locks.request('vault', async () => {
    const trash = await readTrash();
    await refresh();
    const open = vault ?? (await create());
    changing = open;
    // A vault that was begun for this change is stored only if the change left something in it.
    const [before, mark] = [current ?? open.text(), open.keyMark()];
    /** @type {Uint8Array | undefined} the previous key, if the change replaces it */
    let replaced;
    try {
      const result = act(open);
      const seen = purge(open, trash);
      const text = open.text();
      if (text === before && seen === trash) return result;
      const rekeyed = open.keyMark() !== mark;
      if (rekeyed) {
        // Before the text: a window that hears of the new text needs its key.
        replaced = await exchange(open.key());
        if (!replaced) throw { code: 'locked' };
      }
      await writeVault(text, {
        ...(seen !== trash && { trash: seen ?? null }),
        ...(rekeyed && { earlier: true }),
      });
      // Unless the vault was closed meanwhile.
      if (changing) adopt(open, text);
      await copy(text);
      return result;
    } catch (error) {
      await revert(open, mark, replaced);
      throw error;
    } finally {
      replaced?.fill(0);
      changing = undefined;
      if (vault !== open) open.free();
    }
  });
}

/**
 * Returns to the stored vault, since the one in memory may be ahead of it.
 * @param {Vault} open
 * @param {string} mark of the previous key
 * @param {Uint8Array | undefined} replaced
 */
async function revert(open, mark, replaced) {
  const stored = current;
  close();
  // If a lock has removed the key meanwhile, it stays removed.
  if (replaced) (await exchange(replaced))?.fill(0);
  if (stored !== undefined) {
    if (open.keyMark() === mark) adopt(open.openByKey(stored), stored);
    else await refresh().catch(() => undefined);
  }
}

/**
 * Runs after the change so that it can't block it. If it fails, a later change tries again.
 * @param {Vault} open @param {number | undefined} seen
 */
function purge(open, seen) {
  try {
    return open.purgeExpired(Date.now() / 1000, seen);
  } catch (error) {
    console.warn('The trash could not be looked through.', error);
    return seen;
  }
}

/**
 * Makes a copy outside `storage.local`. If that fails, the change still counts as saved.
 * @param {string} text
 */
async function copy(text) {
  try {
    await (await lazy.mirror()).saveCopy(text);
  } catch (error) {
    console.warn('The vault was saved, and the copy beside it could not be made.', error);
  }
}

/** An empty store isn't a new user if copies show that there were accounts. */
async function refuseMissing() {
  const { copies } = await lazy.mirror();
  const lost = (await copies()).some(({ aside }) => !aside);
  // Read again: the copy may be of what another window has saved since.
  if (lost && (await readVault()) === undefined) throw { code: 'vault_missing' };
}

async function create() {
  await refuseMissing();
  const [{ wrap }, made] = [await lazy.device(), Vault.create()];
  const drawn = made.key();
  const key = new Uint8Array(drawn);
  drawn.fill(0);
  const { nonce, wrapped } = await wrap(key);
  made.setDeviceSlot(nonce, wrapped);
  await writeKey(key);
  key.fill(0);
  // Asked next time: right now the user has something to do with the account.
  await keep('protect', true, ASK_LIVES);
  return made;
}

/**
 * Keeps a protected vault's key in memory until it expires.
 * @param {Uint8Array} key wiped here
 */
export async function holdKey(key) {
  const text = asText(key);
  key.fill(0);
  await (await import('./lock.js')).startTime(text);
}

/**
 * The same with another key, unless the vault was locked meanwhile.
 * @param {Uint8Array} key wiped here
 */
async function exchange(key) {
  const text = asText(key);
  key.fill(0);
  return (await import('./lock.js')).exchange(text);
}

/** The vault key, from the device slot. @param {string} text */
export async function deviceKey(text) {
  const slot = Vault.deviceSlot(text);
  if (!slot) throw { code: 'locked' };
  const { unwrap } = await lazy.device();
  return unwrap({ nonce: new Uint8Array(slot.nonce), wrapped: new Uint8Array(slot.wrapped) });
}

/** @param {Vault} opened @param {string} text */
function adopt(opened, text) {
  if (vault !== opened && vault !== changing) vault?.free();
  vault = opened;
  current = text;
  vaultChanges.dispatchEvent(new Event('change'));
}
