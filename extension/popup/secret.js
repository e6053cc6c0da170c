/**
 * *Copy secret key*: one account's key as text, for apps in which it is typed.
 */
import { copiedSecret } from '../shared/clipboard.js';
import { confirmOwner } from '../shared/confirm.js';
import { message } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { toClipboard } from './codes.js';
import { say } from './view.js';

/** @param {string} id */
export async function copySecret(id) {
  if (!(await confirmOwner('secret'))) return;
  const key = theVault()?.secretKey(id);
  if (key === undefined) throw { code: 'account_gone' };
  await toClipboard(key);
  // Whatever was chosen for codes: a key is of use for ever.
  await copiedSecret(key);
  say(message('secret_copied'));
}
