/**
 * The open vault of this window: opened from what is stored, changed under the one Web Lock.
 *
 * Every change reads what is stored, changes it and writes it with a single `set`, so that two
 * windows never overwrite each other and a killed browser leaves the old vault or the new one.
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

/** Tells (`change`) that the open vault is not what it was. */
export const vaultChanges = new EventTarget();

/** The open vault; undefined while nothing was ever saved. */
export const theVault = () => vault;

/**
 * What a page asks for, and where on it the person points.
 * @param {import('./page.js').Described} described
 */
export const askedOn = ({ page, chosen }) => vault?.onPage(page, chosen);

/**
 * What is seldom needed is loaded when it is; a service worker may not do that, and brings it
 * along.
 */
export const lazy = { device: () => import('./device.js'), mirror: () => import('./mirror.js') };

/** How long a person may still be asked for a protection, in seconds. */
const ASK_LIVES = 30 * 86_400;

/**
 * Opens what is stored.
 * @param {typeof import('./begun.js').begun} [begun] what the page read while it was loading: good
 * once
 * @returns {Promise<import('./storage.js').Left>} what an earlier popup left
 */
export async function openSession(begun) {
  const core = begun?.core ?? new URL('../wasm/tandem_bg.wasm', import.meta.url);
  const [left, text] = await Promise.all([
    begun?.left ?? readSession(),
    begun?.text ?? readVault(),
    init({ module_or_path: core }),
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

/** Whether an account is one of the site of an address. @param {string} id @param {string} url */
const belongsTo = (id, url) => Boolean(vault?.has(id)) && vault?.fit(id, url).fit !== 'elsewhere';

/** Leaves nothing of the vault in memory, where nobody looks at it any more. */
export function closeSession() {
  vault?.free();
  vault = current = undefined;
}

/**
 * Takes over what another window wrote.
 * @returns {Promise<boolean>} whether there was anything new
 */
export async function refresh() {
  const [text, key] = await Promise.all([readVault(), readKey()]);
  if (text === undefined || (text === current && key)) {
    key?.fill(0);
    return false;
  }
  adopt(await opened(text, key), text);
  return true;
}

/**
 * Opens by the key in memory; by the device slot, where there is none or it is an earlier one.
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

/** @param {string} text @param {Uint8Array} key nobody needs it again */
export function openAndWipe(text, key) {
  try {
    return Vault.open(text, key);
  } finally {
    key.fill(0);
  }
}

/**
 * Makes one change to the vault and stores it; when it cannot be stored, nothing has changed.
 * @template T
 * @param {(vault: Vault) => T} act
 * @returns {Promise<T>}
 */
export async function change(act) {
  return navigator.locks.request('vault', async () => {
    await refresh();
    const open = vault ?? (await create());
    const [mark, trash] = [open.keyMark(), await readTrash()];
    /** @type {Uint8Array | undefined} the key before, where the change replaces it */
    let replaced;
    try {
      const result = act(open);
      const seen = purge(open, trash);
      const text = open.text();
      if (text === current && seen === trash) return result;
      const rekeyed = open.keyMark() !== mark;
      if (rekeyed) {
        replaced = await readKey();
        // Locked meanwhile: the new key would open what the person has just closed.
        if (!replaced) throw { code: 'locked' };
        // First: whoever hears of the new text finds its key.
        await hold(open.key());
      }
      await writeVault(text, {
        ...(seen !== trash && { trash: seen ?? null }),
        ...(rekeyed && { earlier: true }),
      });
      adopt(open, text);
      await copy(text);
      return result;
    } catch (error) {
      await revert(open, mark, replaced);
      throw error;
    } finally {
      replaced?.fill(0);
    }
  });
}

/**
 * What is in memory may be ahead of what is stored: back to that.
 * @param {Vault} open
 * @param {string} mark of the key before
 * @param {Uint8Array | undefined} replaced
 */
async function revert(open, mark, replaced) {
  const stored = current;
  vault = current = undefined;
  // A lock meanwhile has taken the key away, and it stays away.
  if (replaced && (await readKey())?.fill(0)) await writeKey(replaced);
  if (stored !== undefined) {
    if (open.keyMark() === mark) adopt(open.openByKey(stored), stored);
    else await refresh().catch(() => undefined);
  }
  open.free();
}

/**
 * After the change, so that it is never in its way; where it cannot be done, it is done another
 * time.
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
 * A copy beside the store. That it cannot be made is no reason to refuse what was saved.
 * @param {string} text
 */
async function copy(text) {
  try {
    await (await lazy.mirror()).reflect(text);
  } catch (error) {
    console.warn('The vault was saved, and the copy beside it could not be made.', error);
  }
}

/** "Empty" is not "new" where copies say that there were accounts. */
async function refuseMissing() {
  const { copies } = await lazy.mirror();
  const lost = (await copies()).some(({ aside }) => !aside);
  // Read again: a copy may be of what another window has saved since we looked.
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
  // For the next time: now the person has something to do with the account.
  await keep('protect', true, ASK_LIVES);
  return made;
}

/**
 * Keeps the key of a protected vault in memory, until it is to be forgotten.
 * @param {Uint8Array} key wiped here
 */
export async function hold(key) {
  const text = asText(key);
  key.fill(0);
  await (await import('./lock.js')).begin(text);
}

/** The vault key, by the device slot. @param {string} text */
export async function deviceKey(text) {
  const slot = Vault.deviceSlot(text);
  if (!slot) throw { code: 'locked' };
  const { unwrap } = await lazy.device();
  return unwrap({ nonce: new Uint8Array(slot.nonce), wrapped: new Uint8Array(slot.wrapped) });
}

/** @param {Vault} opened @param {string} text */
function adopt(opened, text) {
  if (vault && vault !== opened) vault.free();
  vault = opened;
  current = text;
  vaultChanges.dispatchEvent(new Event('change'));
}
