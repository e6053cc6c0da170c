/**
 * Says what scanned, pasted, dropped or typed texts are: accounts, with the faults of those that
 * can't be added, or something else. The core parses them once.
 */
import { now } from '../shared/clock.js';
import { theVault } from '../shared/session.js';
import { intake } from '../wasm/tandem.js';

/** @typedef {import('../wasm/tandem.js').Candidate} Key */
/** @typedef {import('../wasm/tandem.js').IntakeView['kind']} Kind */

/** @param {string[]} texts */
export function examine(texts) {
  /** @type {unknown[]} */
  const faults = [];
  /** @type {import('../wasm/tandem.js').IntakeView | undefined} */
  let read;
  try {
    read = look(texts);
  } catch (error) {
    faults.push(error);
  }
  const { kind = 'other', accounts: keys = [], refused = [], have = 0, of = 0 } = read ?? {};
  if (kind === 'file' || kind === 'backup') faults.push(refusal(kind));
  if (!keys.length) faults.push(...refused);
  const others = kind === 'other' || kind === 'secret' ? texts : [];
  return { kind, keys, refused, faults, others, exported: of ? { have, of } : undefined };
}

/** @typedef {ReturnType<typeof examine>} Examined */

/** What kind of text it is. @param {string} text @returns {Kind} */
export function kindOf(text) {
  try {
    return look([text]).kind;
  } catch {
    // Codes of two exports: the view that shows them says what is wrong.
    return 'accounts';
  }
}

/** Why a text gives no accounts here. @param {Kind} kind */
export function refusal(kind) {
  if (kind === 'file') return { code: 'text_is_file' };
  if (kind === 'backup') return { code: 'text_is_backup' };
  return { code: 'nothing_to_paste' };
}

/** @param {string[]} texts */
function look(texts) {
  const vault = theVault();
  // Before anything was saved there is no vault.
  return vault ? vault.intake(texts, now()) : intake(texts, now());
}
