/**
 * Recovers from a vault that is missing or can't be read: finds the newest copy that opens. Nothing
 * is written until the user asks, and what was stored is set aside.
 */
import { codeOf } from './dom.js';
import { copies, newestCopy, saveCopy, setAside } from './mirror.js';
import { isLater } from '../wasm/tandem.js';
import { change, deviceKey, loadCore, openAndWipe } from './session.js';
import { readKey, readRaw, readVault, writeVault } from './storage.js';

/**
 * @typedef {object} Recoverable
 * @property {number} at when it was saved, in milliseconds
 * @property {number} [count] its accounts; unknown until the user unlocks it
 * @property {string} text
 */

/** The newest copy that opens and has accounts. @returns {Promise<Recoverable | undefined>} */
export async function recoverable() {
  for (const { at, text, aside } of await copies()) {
    if (aside) continue;
    const count = await countOf(text);
    if (count) return { at, text, ...(count !== 'locked' && { count }) };
  }
  return undefined;
}

/**
 * After a power failure the store may be older than the newest copy beside it: each lies in a
 * database of its own, which reaches the disk in its own time.
 * @returns {Promise<string | undefined>} the copy, where it is ahead
 */
export async function newerCopy() {
  // In this order: a copy is made after what is stored.
  const text = await readVault().catch(() => undefined);
  if (text === undefined) return undefined;
  const newest = await newestCopy();
  // Usually they are the same text.
  if (!newest || newest.text === text) return undefined;
  await loadCore();
  return isLater(newest.text, text) ? newest.text : undefined;
}

/**
 * Merges what a copy has more, as long as the key is still the same.
 * @param {string} copy
 */
export const mergeNewer = (copy) =>
  // Looked at again, under the lock: another window may have been faster.
  change((vault) => isLater(copy, vault.text()) && vault.adopt(vault.openByKey(copy)));

/** @param {Recoverable} copy */
export async function recover(copy) {
  await loadCore();
  await navigator.locks.request('vault', async () => {
    const there = await readRaw();
    if (there !== undefined)
      await saveCopy(typeof there === 'string' ? there : JSON.stringify(there), { aside: true });
    await writeVault(copy.text);
  });
}

/**
 * Sets a vault aside that doesn't open, and starts without accounts, so that a backup can be
 * restored.
 */
export async function setVaultAside() {
  await loadCore();
  await navigator.locks.request('vault', async () => {
    const there = await readRaw();
    if (there !== undefined)
      await saveCopy(typeof there === 'string' ? there : JSON.stringify(there), { aside: true });
    await setAside();
    await chrome.storage.local.remove('vault');
  });
}

/** Leaves the copies where they are and starts without accounts. */
export const startOver = () => navigator.locks.request('vault', setAside);

/**
 * @param {string} text
 * @returns {Promise<number | 'locked' | undefined>} undefined if it doesn't open
 */
async function countOf(text) {
  try {
    const key = (await readKey()) ?? (await deviceKey(text));
    const vault = openAndWipe(text, key);
    const count = vault.count();
    vault.free();
    return count;
  } catch (error) {
    return codeOf(error) === 'locked' ? 'locked' : undefined;
  }
}
