/**
 * What the texts of a scan are: keys, an export of many, keys with a fault, or something else.
 */
import { now } from '../shared/clock.js';
import { theVault } from '../shared/session.js';
import { examine as examineText, gatherExport, isExport, isKey } from '../wasm/tandem.js';

/** @typedef {{ text: string, seen: import('../wasm/tandem.js').Seen }} Key */

/**
 * @param {string[]} texts
 */
export function examine(texts) {
  /** @type {Key[]} */
  const keys = [];
  /** @type {unknown[]} */
  const faults = [];
  /** @type {string[]} */
  const others = [];
  const exports = texts.filter(isExport);
  /** @type {import('../wasm/tandem.js').ExportView | undefined} what the codes of an export hold together */
  let exported;
  try {
    if (exports.length) exported = gatherExport(exports, now());
  } catch (error) {
    faults.push(error);
  }
  for (const text of new Set([...texts.filter((text) => !isExport(text)), ...(exported?.keys ?? [])])) {
    if (!isKey(text)) {
      others.push(text);
      continue;
    }
    try {
      keys.push({ text, seen: examineText(text, now()) });
    } catch (error) {
      faults.push(error);
    }
  }
  return { keys, faults, others, exported };
}

/** @typedef {ReturnType<typeof examine>} Examined */

/** How a key stands to what is saved. @param {string} text @returns {import('../wasm/tandem.js').Known} */
export function known(text) {
  return theVault()?.known(text, now()) ?? { relation: 'fresh', title: '' };
}
