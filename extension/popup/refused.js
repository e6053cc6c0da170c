/**
 * A page that asks again after a code was filled: the likely causes, the likeliest first, and what
 * to do.
 */
import { now } from '../shared/clock.js';
import { abreast, button, message, write } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { go, sheet } from './view.js';

/** @param {string} id */
export function showRefused(id) {
  const dialog = sheet('refused');
  const row = theVault()?.has(id) ? theVault()?.row(id, now(id)) : undefined;
  const name = abreast(row?.title || message('unnamed'), row?.detail);
  write(dialog, 'account', message('refused_account', name));
  button(dialog, 'clock').onclick = async () => {
    dialog.close();
    await go('clock');
  };
}
