/**
 * Copies of the last generations of the sealed vault, beside `storage.local` and not in it: an
 * empty or damaged store is then never taken for a new user. They are as sealed as the vault.
 *
 * A copy's key is the time it was made, in milliseconds.
 */
import { look, transact } from './database.js';

/**
 * @typedef {object} Copy
 * @property {number} at
 * @property {string} text
 * @property {boolean} [aside] what a person left behind by beginning anew, or what could not be
 * opened
 */

/** The newest copies are kept all; of older ones the last of each day. */
const NEWEST = 5;
const DAYS = 10;
const DAY = 86_400_000;

/** Every copy, the newest first. @returns {Promise<Copy[]>} */
export async function copies() {
  const all = /** @type {Copy[]} */ ((await look('mirror', (store) => store.getAll())) ?? []);
  return all.sort((a, b) => b.at - a.at);
}

/** @param {string} text @param {{ aside?: boolean }} [options] */
export async function reflect(text, { aside = false } = {}) {
  const there = await copies();
  // Two changes in one millisecond are two copies.
  const at = Math.max(Date.now(), (there[0]?.at ?? 0) + 1);
  await transact('mirror', 'readwrite', (store) => {
    for (const old of outlived(there)) store.delete(old.at);
    return store.put({ at, text, ...(aside && { aside }) }, at);
  });
}

/** Leaves what is there for good, without deleting it: it no longer counts as missing. */
export async function setAside() {
  const there = await copies();
  await transact('mirror', 'readwrite', (store) => {
    for (const copy of there) store.put({ ...copy, aside: true }, copy.at);
    return store.count();
  });
}

/**
 * Puts what is stored now in place of all copies but what was set aside.
 * @param {string} text @returns {Promise<boolean>} whether nothing was set aside
 */
export async function forgetEarlier(text) {
  const there = await copies();
  const at = Math.max(Date.now(), (there[0]?.at ?? 0) + 1);
  await transact('mirror', 'readwrite', (store) => {
    for (const copy of there.filter(({ aside }) => !aside)) store.delete(copy.at);
    return store.put({ at, text }, at);
  });
  return !there.some(({ aside }) => aside);
}

/** @param {Copy[]} there the newest first @returns {Copy[]} */
function outlived(there) {
  const days = new Set(there.slice(0, NEWEST - 1).map(day));
  return there.slice(NEWEST - 1).filter((copy) => {
    if (days.has(day(copy)) || days.size >= DAYS) return true;
    days.add(day(copy));
    return false;
  });
}

/** @param {Copy} copy */
const day = ({ at }) => Math.floor(at / DAY);
