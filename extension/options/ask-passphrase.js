/**
 * A form that asks for the passphrase of a backup or of another vault, or for a new one.
 */
import { lacking } from '../wasm/tandem.js';
import { busy, button, input, message, part, write, writeOrHide } from '../shared/dom.js';
import { attempt, show } from '../shared/section.js';

/**
 * @typedef {object} Question the keys of its sentences
 * @property {string} [section] of the page
 * @property {string} text
 * @property {string} field
 * @property {string} act
 * @property {boolean} [fresh] whether it is a new passphrase: long enough, and typed twice
 */

/**
 * @param {Question} question @param {() => unknown} cancel
 * @param {(typed: string) => Promise<unknown>} use
 * @returns {HTMLElement} the form
 */
export function askPassphrase(
  { section = 'backup', text, field, act, fresh = false },
  cancel,
  use,
) {
  const root = show(section, 'backup-ask');
  const [secret, again, go] = [input(root, 'secret'), input(root, 'again'), button(root, 'go')];
  write(root, 'text', message(text));
  write(root, 'field', message(field));
  go.textContent = message(act);
  part(root, 'again-field', HTMLElement).hidden = !fresh;
  const shown = input(root, 'shown');
  // Input methods can't write into a password field.
  shown.onchange = () => {
    for (const typed of [secret, again]) typed.type = shown.checked ? 'text' : 'password';
  };
  const judge = () => {
    const lacks = fresh && secret.value ? lacking(secret.value) : 0;
    writeOrHide(root, 'strength', lacks ? message('passphrase_lacks', lacks) : undefined);
    return lacks;
  };
  secret.oninput = judge;
  const back = button(root, 'cancel');
  back.onclick = cancel;
  root.onsubmit = (event) => {
    event.preventDefault();
    if (go.disabled) return;
    attempt(root, async () => {
      if (judge()) throw { code: 'passphrase_weak' };
      if (fresh && again.value !== secret.value) throw { code: 'passphrase_differs' };
      await busy(go, () => use(secret.value), back);
    });
  };
  secret.focus();
  return root;
}
