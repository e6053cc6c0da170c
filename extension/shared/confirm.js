/**
 * *Confirm it is you*: one step in front of everything that outlives the moment, such as a backup
 * under another passphrase or a new unlock method, so that an unlocked screen is not enough for it.
 * Every page.
 *
 * Whoever opens a vault with the device slot alone is the browser: there is nothing to ask then.
 */
import { unlockMethods } from '../wasm/tandem.js';
import { busy, button, input, localise, message, sentence, write, writeOrHide } from './dom.js';
import { readHtml } from './html.js';
import { countingWrong, toWait } from './lock.js';
import { keyOfPasskey, passkeysThere } from './passkey.js';
import { isRecovery, keyOfTyped } from './passphrase.js';
import { choose, readVault } from './storage.js';

/**
 * @typedef {'backup' | 'passphrase' | 'recovery' | 'passkey' | 'remove' | 'unprotect' | 'lock' | 'join' | 'rekeyed' | 'export' | 'secret' | 'qr' | 'remember'} Reason
 *   what the person is about to do, in the sentence `confirm_…`
 */

/** @param {Reason} reason @returns {Promise<boolean>} false where the person gave up */
export async function confirmOwner(reason) {
  const text = await readVault();
  const methods = text === undefined ? undefined : unlockMethods(text);
  if (text === undefined || !methods || methods.device) return true;
  const dialog = await template();
  write(dialog, 'reason', message(`confirm_${reason}`));
  write(dialog, 'what', message(methods.recovery ? 'backup_secret' : 'passphrase'));
  const passkey = button(dialog, 'passkey');
  passkey.hidden = !methods.passkeys.length || !passkeysThere() || closesUnderAPasskey();
  passkey.onclick = () => prove(dialog, () => keyOfPasskey(text, methods.passkeys));
  // Input methods write nothing into a password field: what was typed with one can be typed again
  // only in sight.
  input(dialog, 'shown').onchange = () =>
    (input(dialog, 'secret').type = input(dialog, 'shown').checked ? 'text' : 'password');
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector('form'));
  form.onsubmit = (event) => {
    event.preventDefault();
    prove(dialog, async () => {
      const typed = input(dialog, 'secret').value;
      const key = await keyOfTyped(text, typed);
      // Whoever has the code may have forgotten the passphrase.
      if (!isRecovery(typed)) await choose({ typed: Date.now() });
      return key;
    });
  };
  return answered(dialog);
}

/**
 * A popup closes under the window in which many systems ask for the finger; it asks for what is
 * typed, which every protected vault has.
 */
const closesUnderAPasskey = () =>
  location.pathname.endsWith('/popup.html') && location.hash !== '#tab';

/** @param {HTMLDialogElement} dialog @param {() => Promise<Uint8Array>} key */
async function prove(dialog, key) {
  const confirm = button(dialog, 'confirm');
  if (confirm.disabled) return;
  writeOrHide(dialog, 'said', undefined);
  try {
    (await busy(confirm, () => countingWrong(key))).fill(0);
    dialog.close('confirmed');
  } catch (error) {
    writeOrHide(dialog, 'said', sentence(error));
    input(dialog, 'secret').select();
    await showWait(dialog);
  }
}

/** After several wrong answers the next one has to wait. @param {HTMLDialogElement} dialog */
async function showWait(dialog) {
  const confirm = button(dialog, 'confirm');
  const seconds = await toWait();
  if (confirm.ariaBusy) return;
  confirm.disabled = button(dialog, 'passkey').disabled = seconds > 0;
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

/** Two pages show it, so it stands in a file of its own. @returns {Promise<HTMLDialogElement>} */
async function template() {
  const page = await readHtml(new URL('./confirm.html', import.meta.url));
  const found = page.querySelector('dialog');
  if (!found) throw new Error('the template has no dialog');
  const dialog = document.importNode(found, true);
  localise(dialog);
  return dialog;
}
