/**
 * *Copy secret key*: one account's key as text, for apps in which it is typed.
 */
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
  say(message('secret_copied'));
}
