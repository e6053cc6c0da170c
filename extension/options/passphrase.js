/**
 * The form for a new passphrase: typed, with its strength shown, or suggested.
 */
import { busy, button, input, message, part, write } from '../shared/dom.js';
import { passphraseWorker } from '../shared/passphrase.js';
import { lacking, suggestPassphrase, suggestedBits } from '../wasm/tandem.js';
import { attempt, show } from '../shared/section.js';

/** @typedef {import('../wasm/tandem.js').DerivedKey} DerivedKey */

/**
 * @typedef {object} Purpose
 * @property {boolean} [first] whether this is the first protection
 * @property {() => unknown} [cancel] goes back, if there is something to go back to
 * @property {(passphrase: DerivedKey) => Promise<unknown>} use
 */

/** @param {Purpose} purpose */
export function showPassphrase({ first = false, cancel, use }) {
  const root = show('protection', 'passphrase');
  const [typed, shown, save, back] = [
    input(root, 'passphrase'),
    input(root, 'shown'),
    button(root, 'save'),
    button(root, 'cancel'),
  ];
  part(root, 'why', HTMLElement).hidden = !first;
  save.textContent = message(first ? 'protect' : 'save');
  back.hidden = !cancel;
  back.onclick = cancel ?? null;
  shown.onchange = () => look(root);
  typed.oninput = () => judge(root);
  button(root, 'suggest').onclick = () => suggestOne(root);
  root.onsubmit = (event) => {
    event.preventDefault();
    if (!save.disabled)
      attempt(root, () =>
        busy(
          save,
          async () => {
            const passphrase = await derived(accepted(root));
            await use(passphrase).finally(() => passphrase.key.fill(0));
          },
          back,
        ),
      );
  };
  judge(root);
  if (!first) typed.focus();
}

/** @param {HTMLElement} root */
function look(root) {
  const { checked } = input(root, 'shown');
  for (const name of ['passphrase', 'again'])
    input(root, name).type = checked ? 'text' : 'password';
  // A visible passphrase needn't be typed twice.
  part(root, 'again-field', HTMLElement).hidden = checked;
}

/** Shows its strength. @param {HTMLElement} root @returns {number} how many characters it lacks */
function judge(root) {
  const { value } = input(root, 'passphrase');
  const lacks = lacking(value);
  write(
    root,
    'strength',
    !value
      ? message('passphrase_hint')
      : lacks
        ? message('passphrase_lacks', lacks)
        : message('passphrase_long_enough'),
  );
  return lacks;
}

/** @param {HTMLElement} root */
function suggestOne(root) {
  const typed = input(root, 'passphrase');
  typed.value = suggestPassphrase();
  input(root, 'shown').checked = true;
  look(root);
  write(root, 'strength', message('passphrase_suggested', suggestedBits()));
  typed.select();
}

/** @param {HTMLElement} root @returns {string} what was typed, if it may be used */
function accepted(root) {
  const { value } = input(root, 'passphrase');
  if (judge(root)) throw { code: 'passphrase_weak' };
  if (!input(root, 'shown').checked && input(root, 'again').value !== value)
    throw { code: 'passphrase_differs' };
  return value;
}

/** @param {string} passphrase @returns {Promise<DerivedKey>} */
async function derived(passphrase) {
  const worker = passphraseWorker();
  try {
    return await worker.deriveKey(passphrase);
  } finally {
    worker.drop();
  }
}
