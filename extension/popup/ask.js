/**
 * The one question whether the accounts are to be protected: once, when there is a first account and
 * the page in front wants nothing else. Afterwards a quiet line in the list remains.
 */
import { button } from '../shared/dom.js';
import { openOptions } from '../shared/own.js';
import { theVault } from '../shared/session.js';
import { forget } from '../shared/storage.js';
import { belongingTo, showList } from './list.js';
import { mount, onClick } from './view.js';

/** @param {import('./list.js').Front} front */
export async function askOnce(front) {
  const vault = theVault();
  if (!vault?.count() || vault.isProtected() || belongingTo(await front.front)) return showList(front);
  await forget('protect');
  const { root } = mount('ask');
  onClick(button(root, 'choose'), openOptions);
  onClick(button(root, 'later'), () => showList(front));
  button(root, 'choose').focus();
}
