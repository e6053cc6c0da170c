/**
 * Shows what is wrong in a form: marks the field, puts the sentence beside it, and scrolls both
 * into view with the focus. Used by every form of the extension.
 */
import { codeOf, oneAtATime, part, sentence, writeOrHide } from './dom.js';

/**
 * The fields that an error may be about, by part name; the first that the form has is marked.
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
 * Shows an error at its field. An error about no field of the form goes to the form's general place
 * (`said`).
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

/**
 * Runs a form's action when it is submitted, one at a time; an error is shown in the form.
 * @param {HTMLElement} root the form
 * @param {() => unknown} act
 */
export function onSubmit(root, act) {
  const run = oneAtATime(async () => {
    try {
      await act();
    } catch (error) {
      showFault(root, error);
    }
  });
  root.onsubmit = (event) => {
    event.preventDefault();
    run();
  };
}

/** Clears the errors before another try. @param {HTMLElement} root the form */
export function clearFaults(root) {
  for (const field of root.querySelectorAll('[aria-invalid=true]'))
    if (isField(field)) clearFault(field);
}

/** Marks a field until its content changes. @param {Field} field @param {string} text */
function markFault(field, text) {
  const said = saidBeside(field);
  said.textContent = text;
  said.hidden = false;
  said.classList.add('wrong');
  field.setAttribute('aria-invalid', 'true');
  // Runs before the form's own message about what is typed.
  field.addEventListener('input', () => clearFault(field), { once: true, capture: true });
  const folded = field.closest('details');
  if (folded) folded.open = true;
  field.focus();
  // First the sentence below the field, and then the field again in case both don't fit.
  said.scrollIntoView({ block: 'nearest' });
  field.scrollIntoView({ block: 'nearest' });
}

/** @param {Field} field */
function clearFault(field) {
  field.removeAttribute('aria-invalid');
  const said = saidBeside(field);
  said.textContent = '';
  // A line that also says other things becomes ordinary again.
  if (said.role === 'status') said.classList.remove('wrong');
  else said.hidden = true;
}

/**
 * The place for a field's sentence: the element that describes it, or a new one below.
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
  // Beside the label, not inside, where it would become part of the field's name.
  (field.closest('.adding, label.field') ?? field).after(said);
  return said;
}

/** @param {HTMLElement} root @param {unknown} error @returns {Field | undefined} */
function fieldOf(root, error) {
  const code = String(codeOf(error));
  // A whole Key URI is typed into the field for the secret key.
  const names = FIELDS[code] ?? (/^(uri|export)_/u.test(code) ? ['secret'] : []);
  const fields = [...root.querySelectorAll('input, textarea, select')].filter(isField);
  // A line break is no error in a field for several lines.
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
