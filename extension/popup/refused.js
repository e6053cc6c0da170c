/**
 * A page that asks again after it was given a code: what that is likely to be, the likeliest first,
 * and what to do.
 */
import { button, message, write } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { readSession } from '../shared/storage.js';
import { now, sheet } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */

/**
 * Whether what was filled here a moment ago was not taken: the page asks for the same again, or for two
 * after one, in fields that are empty.
 * @param {Described} described @param {import('../wasm/tandem.js').OnPage} asked
 * @returns {Promise<string | undefined>} the account it was
 */
export async function refusedOf({ page }, { ask, host, fields }) {
  const { filled } = await readSession();
  if (!filled || filled.host !== host || ask === 'nothing') return undefined;
  const same = filled.ask === ask || (ask === 'pair' && filled.ask === 'single');
  const empty = fields.every((at) => !page.inputs[at]?.value && page.inputs[at]?.kind !== 'password');
  return same && empty ? filled.id : undefined;
}

/** @param {string} id */
export function showRefused(id) {
  const dialog = sheet('refused');
  const row = theVault()?.has(id) ? theVault()?.row(id, now()) : undefined;
  const name = [row?.title || message('unnamed'), row?.detail].filter(Boolean).join(' · ');
  write(dialog, 'account', message('refused_account', name));
  button(dialog, 'clock').onclick = async () => {
    dialog.close();
    await (await import('./clock.js')).showClock();
  };
}
