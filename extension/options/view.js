/**
 * What the sections of the options page have in common: their place, their toast of one line, and
 * a question before what cannot be undone.
 */
import { agreed, button, message, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { clearFaults, showFault } from '../shared/fault.js';

/**
 * Puts a template into a section, in place of what it showed.
 * @param {string} section @param {string} template
 */
export function show(section, template) {
  const root = stamp(template);
  const place = part(document, section, HTMLElement);
  const focused = place.contains(document.activeElement);
  place.replaceChildren(root);
  const whole = part(document, `${section}-section`, HTMLElement);
  whole.hidden = false;
  // What had the focus is gone: the section's title has it, and not the top of the page.
  if (focused) whole.querySelector('h2')?.focus();
  return root;
}

/**
 * Runs what a control does; what goes wrong is said beside it.
 * @param {HTMLElement} root with a place called `said`
 * @param {() => unknown} act
 */
export async function attempt(root, act) {
  writeOrHide(root, 'said', undefined);
  clearFaults(root);
  try {
    await act();
  } catch (error) {
    showFault(root, error);
  }
}

/** @param {string} text for everybody, in the page's one place for it; nothing for none */
export const say = (text) => writeOrHide(document, 'done', text);

/** Accounts by their titles, in one text. @param {string[]} titles */
export const named = (titles) => titles.map((title) => title || message('unnamed')).join(', ');

/** Hands a file to the person, who says where it goes. @param {Blob} file @param {string} name */
export function download(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // A browser that has other work begins to read only later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Asks before what cannot be undone.
 * @param {string} text
 * @param {string} act what the button says
 * @returns {Promise<boolean>}
 */
export function confirmed(text, act) {
  const dialog = stamp('confirm');
  write(dialog, 'text', text);
  button(dialog, 'act').textContent = act;
  return agreed(dialog, 'act');
}
