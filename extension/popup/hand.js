/**
 * *Enter by hand*: a secret key with its settings, or a whole `otpauth://` URI. A half-typed form
 * is kept in `storage.session`, since a click into the page closes the popup.
 */
import { input, message, part, sentence, writeOrHide } from '../shared/dom.js';
import { onSubmit } from '../shared/fault.js';
import { forget, FORM_LIVES, keep } from '../shared/storage.js';
import { checkSecret, compose, isKey } from '../wasm/tandem.js';
import { examine } from './examine.js';
import { saveNew } from './save.js';
import { go, mount, sayError } from './view.js';

/** @typedef {import('../wasm/tandem.js').Draft} Draft what the fields contain */

const TEXTS = /** @type {const} */ (['issuer', 'account', 'digits', 'period', 'counter']);
const CHOICES = /** @type {const} */ (['kind', 'algorithm']);

/** @param {Draft} [draft] what was pasted, or what an earlier popup left */
export function showHand(draft) {
  const { root } = mount('hand');
  const secret = part(root, 'secret', HTMLTextAreaElement);
  if (draft) {
    fillIn(root, draft);
    remember(draft);
  }
  root.addEventListener('input', () => {
    check(root);
    remember(draftOf(root));
  });
  onSubmit(root, () => save(draftOf(root)));
  part(root, 'back', HTMLButtonElement).addEventListener('click', () => forget('form'));
  check(root);
  secret.focus();
}

/** @param {Draft} draft */
const remember = (draft) => keep('form', draft, FORM_LIVES).catch(sayError);

/** @param {HTMLElement} root @param {typeof CHOICES[number]} name */
const choice = (root, name) => part(root, name, HTMLSelectElement);

/** @param {HTMLElement} root @param {Draft} draft */
function fillIn(root, draft) {
  part(root, 'secret', HTMLTextAreaElement).value = draft.secret;
  for (const name of TEXTS) input(root, name).value = draft[name];
  for (const name of CHOICES) choice(root, name).value = draft[name];
}

/** @param {HTMLElement} root @returns {Draft} */
function draftOf(root) {
  return {
    secret: part(root, 'secret', HTMLTextAreaElement).value,
    issuer: input(root, 'issuer').value,
    account: input(root, 'account').value,
    kind: choice(root, 'kind').value,
    algorithm: choice(root, 'algorithm').value,
    digits: input(root, 'digits').value,
    period: input(root, 'period').value,
    counter: input(root, 'counter').value,
  };
}

/**
 * Shows the fields that this kind of key needs, and what is wrong with the key while it is typed.
 * @param {HTMLElement} root
 */
function check(root) {
  const secret = part(root, 'secret', HTMLTextAreaElement);
  const whole = isKey(secret.value.trim());
  part(root, 'rest', HTMLElement).hidden = whole;
  const byCounter = choice(root, 'kind').value === 'hotp';
  part(root, 'period-field', HTMLElement).hidden = byCounter;
  part(root, 'counter-field', HTMLElement).hidden = !byCounter;
  const said = part(root, 'secret-said', HTMLElement);
  const wrong = whole || !secret.value.trim() ? undefined : fault(() => checkSecret(secret.value));
  said.classList.toggle('wrong', Boolean(wrong));
  secret.setAttribute('aria-invalid', String(Boolean(wrong)));
  writeOrHide(root, 'secret-said', whole ? message('whole_uri') : wrong);
  writeOrHide(root, 'said', undefined);
}

/**
 * Saves the typed key. If it is a duplicate, the user decides first.
 * @param {Draft} draft
 */
async function save(draft) {
  const typed = draft.secret.trim();
  const whole = examine([typed]);
  if (whole.kind === 'file' || whole.kind === 'backup')
    return (await import('../shared/hand-over.js')).openExchangeWithText(typed);
  if (whole.keys.length + whole.refused.length > 1 || whole.exported)
    return go('result', { texts: [typed] });
  // A fault in a single key is shown beside the field.
  if (isKey(typed) && !whole.keys.length) throw whole.faults[0];
  if (whole.keys.length) return go('result', { texts: [typed] });
  const text = compose(draft);
  const result = { texts: [text] };
  const [key] = examine([text]).keys;
  if (key)
    await (key.duplicate.relation === 'new' ? saveNew(result, key) : go('found', result, key));
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
