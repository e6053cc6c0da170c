/**
 * What was read, by a scan or as text: it goes to the view for one key, for several, or for none.
 */
import { keep } from '../shared/storage.js';
import { examine } from './examine.js';
import { go } from './view.js';

/**
 * @typedef {object} ScanResult
 * @property {string[]} texts what the QR codes said
 * @property {string} [url] the page they were on; none for what was typed
 * @property {import('./looking.js').By} [by] where they were read; none for what was typed
 * @property {Names} [names] what the person has called it so far
 *
 * @typedef {{ label: string, issuer: string, account: string }} Names
 */

/** How long an unsaved find is offered again, in seconds. */
const RESULT_LIVES = 120;
/**
 * Of an export that comes in several QR codes: the next one has to be brought up on a telephone
 * first.
 */
const EXPORT_LIVES = 5 * RESULT_LIVES;

/**
 * Keeps it beyond this popup, since a click into the page closes it.
 * @param {ScanResult} result
 * @param {'one' | 'export'} what
 */
export const keepResult = (result, what) =>
  keep('result', result, what === 'export' ? EXPORT_LIVES : RESULT_LIVES);

/**
 * @param {ScanResult} result
 * @param {Partial<import('./looking.js').Look>} [look] what was looked at
 * @returns {Promise<void>}
 */
export async function showResult(result, look) {
  const found = examine(result.texts);
  const { keys, refused, faults, others } = found;
  const [key] = keys;
  const { have, of } = found.exported ?? { have: 0, of: 0 };
  if (keys.length + refused.length > 1 || have < of) return go('several', result, found);
  // The page that shows an export is no site of its account.
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
