/**
 * *Copy secret key*: one account's key as text, for apps that want it typed.
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
  // Always cleared, whatever the setting for codes says: a key doesn't expire.
  await copiedSecret(key);
  say(message('secret_copied'));
}
