/**
 * What can be had back when the stored vault is missing or cannot be read: the newest copy that
 * opens. Nothing is written before a person asks for it, and what was there is kept aside.
 */
import { codeOf } from './dom.js';
import { copies, reflect, setAside } from './mirror.js';
import { deviceKey, openAndWipe } from './session.js';
import { readKey, readRaw, writeVault } from './storage.js';

/**
 * @typedef {object} Recoverable
 * @property {number} at when it was saved, in milliseconds
 * @property {number} [count] its accounts; unknown as long as the person has to let it be opened
 * @property {string} text
 */

/** The newest copy that opens and holds an account. @returns {Promise<Recoverable | undefined>} */
export async function recoverable() {
  for (const { at, text, aside } of await copies()) {
    if (aside) continue;
    const count = await countOf(text);
    if (count) return { at, text, ...(count !== 'locked' && { count }) };
  }
  return undefined;
}

/** @param {Recoverable} copy */
export async function recover(copy) {
  await navigator.locks.request('vault', async () => {
    const there = await readRaw();
    if (there !== undefined)
      await reflect(typeof there === 'string' ? there : JSON.stringify(there), { aside: true });
    await writeVault(copy.text);
  });
}

/**
 * Keeps a vault that does not open beside the store, and begins with no accounts: a backup is to
 * take its place.
 */
export async function setVaultAside() {
  await navigator.locks.request('vault', async () => {
    const there = await readRaw();
    if (there !== undefined)
      await reflect(typeof there === 'string' ? there : JSON.stringify(there), { aside: true });
    await setAside();
    await chrome.storage.local.remove('vault');
  });
}

/** Leaves the copies where they are and begins with no accounts. */
export const startOver = () => navigator.locks.request('vault', setAside);

/**
 * @param {string} text
 * @returns {Promise<number | 'locked' | undefined>} none when it does not open
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
