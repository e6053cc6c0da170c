/**
 * Copies of the last versions of the sealed vault, outside `storage.local`, so that an empty or
 * damaged store never counts as a new user. The copies are sealed like the vault.
 *
 * A copy's key is the time it was made, in milliseconds.
 */
import { outlivedCopies } from '../wasm/tandem.js';
import { readStore, transact } from './database.js';

/**
 * @typedef {object} Copy
 * @property {number} at
 * @property {string} text
 * @property {boolean} [aside] whether the user left it behind by starting over, or it couldn't be
 * opened
 */

/** Every copy, the newest first. @returns {Promise<Copy[]>} */
export async function copies() {
  const all = /** @type {Copy[]} */ ((await readStore('mirror', (store) => store.getAll())) ?? []);
  return all.sort((a, b) => b.at - a.at);
}

/** The newest copy that the user didn't leave behind. */
export const newestCopy = async () => (await copies()).find(({ aside }) => !aside);

/** Needs the core. @param {string} text @param {{ aside?: boolean }} [options] */
export async function saveCopy(text, { aside = false } = {}) {
  const there = await copies();
  const times = (/** @type {Copy[]} */ some) => Float64Array.from(some, ({ at }) => at);
  const [kept, others] = [there.filter((copy) => copy.aside), there.filter((copy) => !copy.aside)];
  const outlived = outlivedCopies(times(others), times(kept));
  // Two changes in the same millisecond need two keys.
  const at = Math.max(Date.now(), (there[0]?.at ?? 0) + 1);
  await transact('mirror', 'readwrite', (store) => {
    for (const old of outlived) store.delete(old);
    return store.put({ at, text, ...(aside && { aside }) }, at);
  });
}

/** Sets all copies aside: they stay, but no longer count as missing. */
export async function setAside() {
  const there = await copies();
  await transact('mirror', 'readwrite', (store) => {
    for (const copy of there) store.put({ ...copy, aside: true }, copy.at);
    return store.count();
  });
}

/** Replaces all copies that were not set aside with what is stored now. @param {string} text */
export async function forgetEarlier(text) {
  const there = await copies();
  const at = Math.max(Date.now(), (there[0]?.at ?? 0) + 1);
  return transact('mirror', 'readwrite', (store) => {
    for (const copy of there.filter(({ aside }) => !aside)) store.delete(copy.at);
    return store.put({ at, text }, at);
  });
}
