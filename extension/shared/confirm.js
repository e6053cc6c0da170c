/**
 * *Confirm it's you*: one step before actions with lasting effect, such as a backup under another
 * passphrase or a new unlock method, so that an unlocked screen alone isn't enough. Used by every
 * page.
 *
 * A vault with only the device slot is opened by the browser, so there is nothing to ask.
 */
import { unlockMethods } from '../wasm/tandem.js';
import {
  busy,
  button,
  input,
  localise,
  message,
  readHtml,
  sentence,
  write,
  writeOrHide,
} from './dom.js';
import { countingWrong, toWait } from './lock.js';
import { keyOfPasskey, passkeysThere } from './passkey.js';
import { isRecovery, keyOfTyped } from './passphrase.js';
import { choose, readVault } from './storage.js';

/**
 * @typedef {'backup' | 'passphrase' | 'recovery' | 'passkey' | 'remove' | 'unprotect' | 'lock' |
 * 'join' | 'join_own' | 'rekeyed' | 'export' | 'secret' | 'qr' | 'remember'} Reason what the user is
 * about to do, as in the sentence `confirm_…`
 */

/** @param {Reason} reason @returns {Promise<boolean>} false if the user cancelled */
export async function confirmOwner(reason) {
  const text = await readVault();
  const methods = text === undefined ? undefined : unlockMethods(text);
  if (text === undefined || !methods || methods.device) return true;
  const dialog = await template();
  write(dialog, 'reason', message(`confirm_${reason}`));
  write(dialog, 'what', message(methods.recovery ? 'backup_secret' : 'passphrase'));
  const passkey = button(dialog, 'passkey');
  passkey.hidden = !methods.passkeys.length || !passkeysThere() || closesUnderAPasskey();
  // Another window may have changed the methods since the dialog opened.
  const stored = async () => (await readVault()) ?? text;
  const byPasskey = async () => keyOfPasskey(await stored(), methods.passkeys);
  passkey.onclick = () => prove(dialog, byPasskey, 'passkey');
  // Input methods can't write into a password field, so a passphrase typed with one must be
  // visible.
  input(dialog, 'shown').onchange = () =>
    (input(dialog, 'secret').type = input(dialog, 'shown').checked ? 'text' : 'password');
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector('form'));
  form.onsubmit = (event) => {
    event.preventDefault();
    prove(dialog, async () => {
      const typed = input(dialog, 'secret').value;
      const key = await keyOfTyped(await stored(), typed);
      // The recovery code doesn't show that the passphrase is still remembered.
      if (!isRecovery(typed)) await choose({ typed: Date.now() });
      return key;
    });
  };
  return answered(dialog);
}

/**
 * Many systems ask for the fingerprint in a window of their own, which closes a popup. There we ask
 * for the passphrase or recovery code, which every protected vault has.
 */
const closesUnderAPasskey = () =>
  location.pathname.endsWith('/popup.html') && location.hash !== '#tab';

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => Promise<Uint8Array>} key
 * @param {'typed' | 'passkey'} [how]
 */
async function prove(dialog, key, how = 'typed') {
  const confirm = button(dialog, 'confirm');
  if (confirm.ariaBusy || (confirm.disabled && how === 'typed')) return;
  writeOrHide(dialog, 'said', undefined);
  try {
    (await busy(confirm, () => countingWrong(key, how))).fill(0);
    dialog.close('confirmed');
  } catch (error) {
    writeOrHide(dialog, 'said', sentence(error));
    input(dialog, 'secret').select();
    await showWait(dialog);
  }
}

/** After several wrong tries, the next has to wait. @param {HTMLDialogElement} dialog */
async function showWait(dialog) {
  const confirm = button(dialog, 'confirm');
  const seconds = await toWait();
  if (confirm.ariaBusy) return;
  confirm.disabled = seconds > 0;
  confirm.textContent = seconds ? message('unlock_wait', seconds) : message('confirm');
}

/** @param {HTMLDialogElement} dialog @returns {Promise<boolean>} */
async function answered(dialog) {
  await showWait(dialog);
  const timer = setInterval(() => showWait(dialog), 1000);
  button(dialog, 'cancel').onclick = () => dialog.close();
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      clearInterval(timer);
      dialog.remove();
      resolve(dialog.returnValue === 'confirmed');
    };
  });
}

/** Two pages use it, so it is in a file of its own. @returns {Promise<HTMLDialogElement>} */
async function template() {
  const page = await readHtml(new URL('./confirm.html', import.meta.url));
  const found = page.querySelector('dialog');
  if (!found) throw new Error('the template has no dialog');
  const dialog = document.importNode(found, true);
  localise(dialog);
  return dialog;
}
