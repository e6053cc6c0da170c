/**
 * What an earlier popup left unfinished, since a click into the page closes it. The popup continues
 * it, unless the page in front wants something else. Then the list offers a way back to it.
 */
import { asksForOne, belonging, frontAddress, frontPage } from '../shared/front.js';
import { theVault } from '../shared/session.js';
import { forget } from '../shared/storage.js';
import { go } from './view.js';

/**
 * @typedef {object} Unfinished
 * @property {import('../shared/storage.js').Kept} kept the name it is stored under
 * @property {string} text the sentence that offers it
 * @property {() => Promise<void>} resume
 * @property {() => Promise<boolean>} wanted whether the user probably opened the popup for it
 */

/**
 * @param {import('../shared/storage.js').Left} left
 * @returns {Unfinished | undefined}
 */
export function unfinishedOf({ result, pair, form, edit }) {
  if (result) return unsaved(/** @type {import('./result.js').ScanResult} */ (result));
  if (pair) return unusedPair(/** @type {import('../shared/pair-state.js').PairState} */ (pair));
  const noneBelongs = async () => !(await belonging());
  if (form) {
    const draft = /** @type {import('../wasm/tandem.js').Draft} */ (form);
    return {
      kept: 'form',
      text: 'back_to_form',
      resume: () => go('hand', draft),
      wanted: noneBelongs,
    };
  }
  if (edit) {
    const { id, ...edits } = /** @type {import('./edit.js').Edited} */ (edit);
    if (theVault()?.has(id))
      return {
        kept: 'edit',
        text: 'back_to_edit',
        resume: () => go('edit', id, edits),
        wanted: noneBelongs,
      };
  }
  return undefined;
}

/** Discards it. @param {Unfinished} unfinished */
export const dismiss = ({ kept }) => forget(kept);

/**
 * A key that was found and not saved: wanted on the page it was found on.
 * @param {import('./result.js').ScanResult} result
 * @returns {Unfinished}
 */
function unsaved(result) {
  const wanted = async () =>
    hostOf(result.url) === hostOf(await frontAddress()) || !(await belonging());
  return { kept: 'result', text: 'back_to_result', resume: () => go('result', result), wanted };
}

/**
 * A pair with a code still to be used: wanted where its account belongs, unless the page asks for
 * one code.
 * @param {import('../shared/pair-state.js').PairState} state @returns {Unfinished | undefined}
 */
function unusedPair(state) {
  const used = state.used?.first && state.used.second;
  if (!state.open || used || !theVault()?.has(state.id)) return undefined;
  const wanted = async () => {
    const belongs = await belonging();
    return !belongs || (belongs.fitting.includes(state.id) && !(await asksForOne(frontPage())));
  };
  return { kept: 'pair', text: 'back_to_pair', resume: () => go('leftPair', state), wanted };
}

/** @param {string | undefined} url */
const hostOf = (url) => (url ? new URL(url).host : undefined);
