/**
 * What is wrong in a form: the field is marked, the sentence stands beside it, and both are brought
 * into view with the focus. Every form of the extension.
 */
import { codeOf, part, sentence, writeOrHide } from './dom.js';

/**
 * Which field an error is about, by the name of its part; the first that the form has.
 * @type {Record<string, string[]>}
 */
const FIELDS = {
  secret_empty: ['secret'],
  secret_too_short: ['secret'],
  secret_wrong_character: ['secret'],
  secret_unfit: ['secret'],
  digits_out_of_range: ['digits'],
  period_out_of_range: ['period'],
  counter_out_of_range: ['counter'],
  issuer_too_long: ['issuer'],
  name_too_long: ['account'],
  label_too_long: ['label'],
  note_too_long: ['note'],
  tag_too_long: ['tag'],
  tag_blank: ['tag'],
  too_many_tags: ['tag'],
  site_too_long: ['site'],
  site_blank: ['site'],
  site_unclear: ['site'],
  site_not_https: ['site'],
  too_many_sites: ['site'],
  passphrase_empty: ['passphrase', 'secret'],
  passphrase_weak: ['passphrase', 'secret'],
  passphrase_differs: ['again'],
  method_wrong: ['secret'],
  passphrase_wrong: ['secret'],
  recovery_wrong: ['secret'],
  recovery_length: ['secret'],
  recovery_character: ['secret'],
  recovery_group: ['secret'],
};

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * Shows an error where it belongs; one that is about no field of the form, in its place for the
 * rest (`said`).
 * @param {HTMLElement} root the form
 * @param {unknown} error
 */
export function showFault(root, error) {
  clearFaults(root);
  const field = fieldOf(root, error);
  if (field) return markFault(field, sentence(error));
  writeOrHide(root, 'said', sentence(error));
  part(root, 'said', HTMLElement).scrollIntoView({ block: 'nearest' });
}

/** Before another try. @param {HTMLElement} root the form */
export function clearFaults(root) {
  for (const field of root.querySelectorAll('[aria-invalid=true]'))
    if (isField(field)) clearFault(field);
}

/** Marks a field until something else stands in it. @param {Field} field @param {string} text */
function markFault(field, text) {
  const said = saidBeside(field);
  said.textContent = text;
  said.hidden = false;
  said.classList.add('wrong');
  field.setAttribute('aria-invalid', 'true');
  // Before whatever else the form says of what is typed.
  field.addEventListener('input', () => clearFault(field), { once: true, capture: true });
  const folded = field.closest('details');
  if (folded) folded.open = true;
  field.focus();
  // The sentence below it, and then the field again where both do not fit.
  said.scrollIntoView({ block: 'nearest' });
  field.scrollIntoView({ block: 'nearest' });
}

/** @param {Field} field */
function clearFault(field) {
  field.removeAttribute('aria-invalid');
  const said = saidBeside(field);
  said.textContent = '';
  // A line that says other things, too, is ordinary again.
  if (said.role === 'status') said.classList.remove('wrong');
  else said.hidden = true;
}

/**
 * The place for a field's sentence: the one that describes it, or a new one below.
 * @param {Field} field
 * @returns {HTMLElement}
 */
function saidBeside(field) {
  const known = document.getElementById(field.getAttribute('aria-describedby') ?? '');
  if (known) return known;
  const said = document.createElement('p');
  said.id = `said-${field.getAttribute('data-part')}`;
  said.className = 'said wrong';
  said.role = 'alert';
  field.setAttribute('aria-describedby', said.id);
  // Beside the label and not in it, where it would become a part of the field's name.
  (field.closest('.adding, label.field') ?? field).after(said);
  return said;
}

/** @param {HTMLElement} root @param {unknown} error @returns {Field | undefined} */
function fieldOf(root, error) {
  const code = String(codeOf(error));
  // A whole Key URI stands where the secret key does.
  const names = FIELDS[code] ?? (/^(uri|export)_/u.test(code) ? ['secret'] : []);
  const fields = [...root.querySelectorAll('input, textarea, select')].filter(isField);
  // Lines are no fault of a text that may have some.
  const text = (/** @type {Field} */ field) =>
    field instanceof HTMLTextAreaElement ? field.value.replaceAll(/[\n\t]/gu, '') : field.value;
  if (code === 'control_character') return fields.find((field) => /\p{Cc}/u.test(text(field)));
  return names
    .map((name) =>
      fields.find((field) => field.dataset['part'] === name && !field.closest('[hidden]')),
    )
    .find(Boolean);
}

/** @param {Element} element @returns {element is Field} */
const isField = (element) =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;
