/**
 * What the sections of the options page and of the import and export page share: their places, the
 * page's one-line toast, and a question before what can't be undone.
 */
import {
  agreed,
  button,
  isolated,
  message,
  oneAtATime,
  part,
  stamp,
  write,
  writeOrHide,
} from './dom.js';
import { clearFaults, showFault } from './fault.js';

/**
 * Puts a template into a section, replacing its content.
 * @param {string} section @param {string} template
 */
export function show(section, template) {
  const root = stamp(template);
  const place = part(document, section, HTMLElement);
  const focused = place.contains(document.activeElement);
  place.replaceChildren(root);
  const whole = part(document, `${section}-section`, HTMLElement);
  whole.hidden = false;
  // The focused element is gone, so the section's title gets the focus instead of the top of the
  // page.
  if (focused) whole.querySelector('h2')?.focus();
  return root;
}

/**
 * Runs the action of a control; an error is shown beside it.
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

/**
 * What a button does when it is pressed: it attempts its action, one at a time.
 * @param {HTMLElement} root with a place called `said`
 * @param {() => unknown} act
 */
export const attempting = (root, act) => oneAtATime(() => attempt(root, act));

/** @param {string} text shown in the page's one-line toast; empty for none */
export const say = (text) => writeOrHide(document, 'done', text);

/** Words as one text, with the commas of the user's language. @param {(string | number)[]} words */
export const listed = (words) =>
  new Intl.ListFormat(message('language'), { style: 'narrow' }).format(
    words.map((word) => isolated(word)),
  );

/** The titles of accounts as one text. @param {string[]} titles */
export const named = (titles) => listed(titles.map((title) => title || message('unnamed')));

/** Fills a list with texts; without any, it is hidden. @param {HTMLElement} list @param {string[]} texts */
export function fillList(list, texts) {
  list.hidden = !texts.length;
  const items = texts.map((textContent) =>
    Object.assign(document.createElement('li'), { textContent, dir: 'auto' }),
  );
  list.replaceChildren(...items);
}

/** Saves a file; the browser may ask where. @param {Blob} file @param {string} name */
export function download(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // A busy browser starts reading only later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Asks before an action that can't be undone.
 * @param {string} text
 * @param {string} act the label of its button
 * @returns {Promise<boolean>}
 */
export function confirmed(text, act) {
  const dialog = stamp('confirm');
  write(dialog, 'text', text);
  button(dialog, 'act').textContent = act;
  return agreed(dialog, 'act');
}
