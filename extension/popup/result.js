/**
 * What was read, by a scan or as text, goes to the view for one key, several, or none.
 */
import { keep } from '../shared/storage.js';
import { examine } from './examine.js';
import { go } from './view.js';

/**
 * @typedef {object} ScanResult
 * @property {string[]} texts the contents of the QR codes
 * @property {string} [url] the page they were on; undefined for typed text
 * @property {import('./looking.js').By} [by] where they were read; undefined for typed text
 * @property {Names} [names] the names that the user has typed so far
 *
 * @typedef {{ label: string, issuer: string, account: string }} Names
 */

/** How long an unsaved result is offered again, in seconds. */
const RESULT_LIVES = 120;
/** For an export of several QR codes: the user has to bring up the next one on a phone first. */
const EXPORT_LIVES = 5 * RESULT_LIVES;

/**
 * Keeps the result beyond this popup, since a click into the page closes it.
 * @param {ScanResult} result
 * @param {'one' | 'export'} what
 */
export const keepResult = (result, what) =>
  keep('result', result, what === 'export' ? EXPORT_LIVES : RESULT_LIVES);

/**
 * @param {ScanResult} result
 * @param {Partial<import('./looking.js').Look>} [look] what was scanned
 * @returns {Promise<void>}
 */
export async function showResult(result, look) {
  const found = examine(result.texts);
  const { keys, refused, faults, others } = found;
  const [key] = keys;
  const { have, of } = found.exported ?? { have: 0, of: 0 };
  if (keys.length + refused.length > 1 || have < of) return go('several', result, found);
  // The page that shows an export is not the account's site.
  if (key) return go('found', found.exported ? { texts: result.texts } : result, key);
  const { by } = result;
  if (faults.length) return go('trouble', faults[0], { by, title: 'fault_title' });
  if (others[0] !== undefined) return go('noKey', others[0], by);
  return go(
    'trouble',
    { code: by === 'page' ? 'nothing_found' : 'nothing_in_picture' },
    { ...look, by },
  );
}
