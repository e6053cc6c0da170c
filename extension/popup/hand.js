/**
 * *Enter by hand*: a secret key with what belongs to it, or a whole `otpauth://` text. What is
 * half typed stands in `storage.session`, since looking at the page closes the popup.
 */
import { input, message, part, sentence, writeOrHide } from '../shared/dom.js';
import { forget, keep } from '../shared/storage.js';
import { checkSecret, compose, examine, isExport, isKey } from '../wasm/tandem.js';
import { mount, now, sayError } from './view.js';
import { saveTyped, showFinds } from './found.js';

/** @typedef {import('../wasm/tandem.js').Draft} Draft what the fields hold */

/** How long a half-filled form is kept, in seconds. */
export const FORM_LIVES = 600;
const TEXTS = /** @type {const} */ (['issuer', 'account', 'digits', 'period', 'counter']);
const CHOICES = /** @type {const} */ (['kind', 'algorithm']);

/** @param {Draft} [left] what an earlier popup left */
export function showHand(left) {
  const { root } = mount('hand');
  const secret = part(root, 'secret', HTMLTextAreaElement);
  /** @param {typeof CHOICES[number]} name */
  const choice = (name) => part(root, name, HTMLSelectElement);
  if (left) {
    secret.value = left.secret;
    for (const name of TEXTS) input(root, name).value = left[name];
    for (const name of CHOICES) choice(name).value = left[name];
  }

  /** @returns {Draft} */
  const draft = () => ({
    secret: secret.value,
    issuer: input(root, 'issuer').value,
    account: input(root, 'account').value,
    kind: choice('kind').value,
    algorithm: choice('algorithm').value,
    digits: input(root, 'digits').value,
    period: input(root, 'period').value,
    counter: input(root, 'counter').value,
  });

  const check = () => {
    const whole = isKey(secret.value.trim());
    part(root, 'rest', HTMLElement).hidden = whole;
    const byCounter = choice('kind').value === 'hotp';
    part(root, 'period-field', HTMLElement).hidden = byCounter;
    part(root, 'counter-field', HTMLElement).hidden = !byCounter;
    const said = part(root, 'secret-said', HTMLElement);
    const wrong = whole || !secret.value.trim() ? undefined : fault(() => checkSecret(secret.value));
    said.classList.toggle('wrong', Boolean(wrong));
    secret.setAttribute('aria-invalid', String(Boolean(wrong)));
    writeOrHide(root, 'secret-said', whole ? message('whole_uri') : wrong);
    writeOrHide(root, 'said', undefined);
  };

  root.addEventListener('input', () => {
    check();
    keep('form', draft(), FORM_LIVES).catch(sayError);
  });
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    try {
      const filled = draft();
      const whole = isKey(filled.secret.trim());
      const text = whole ? filled.secret.trim() : compose(filled);
      const ended = whole ? showFinds({ texts: texts(text) }) : saveTyped({ text, seen: examine(text, now()) });
      ended.catch((error) => writeOrHide(root, 'said', sentence(error)));
    } catch (error) {
      writeOrHide(root, 'said', sentence(error));
      secret.focus();
    }
  });
  part(root, 'back', HTMLButtonElement).addEventListener('click', () => forget('form'));
  check();
  secret.focus();
}

/**
 * The texts of what was pasted: an export comes in lines. Anything else is one, read here so that
 * a fault is said beside what was typed.
 * @param {string} pasted
 */
function texts(pasted) {
  if (isExport(pasted)) return pasted.split(/\s+/);
  examine(pasted, now());
  return [pasted];
}

/** The sentence for what is wrong, if anything is. @param {() => void} attempt */
function fault(attempt) {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return sentence(error);
  }
}
