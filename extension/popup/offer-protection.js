/**
 * Asks once whether to protect the accounts: after the first account was added, if the page in
 * front needs nothing. Afterwards a quiet line in the list remains.
 */
import { button } from '../shared/dom.js';
import { belonging } from '../shared/front.js';
import { openOptions } from '../shared/own.js';
import { theVault } from '../shared/session.js';
import { forget } from '../shared/storage.js';
import { go, mount, onClick } from './view.js';

/** @returns {Promise<void>} */
export async function offerProtection() {
  const vault = theVault();
  if (!vault?.count() || vault.isProtected() || (await belonging())) return go('list');
  await forget('protect');
  const { root } = mount('ask');
  onClick(button(root, 'choose'), openOptions);
  onClick(button(root, 'later'), () => go('list'));
  button(root, 'choose').focus();
}
