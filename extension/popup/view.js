/**
 * The one view that the popup shows, and the toast below it.
 */
import { button, part, stamp, write } from '../shared/dom.js';
import { message, sentence } from '../shared/messages.js';

/** @type {AbortController | undefined} ends what belongs to the view that is shown */
let shown;

/**
 * Puts a view in place of the one before.
 * @param {string} template
 * @returns {{ root: HTMLElement, signal: AbortSignal }} `signal` is aborted when the view goes
 */
export function mount(template) {
  shown?.abort();
  shown = new AbortController();
  const root = stamp(template);
  const main = part(document, 'main', HTMLElement);
  main.replaceChildren(root);
  document.body.hidden = false;
  const back = root.querySelector('[data-part="back"]');
  back?.addEventListener('click', home);
  return { root, signal: shown.signal };
}

/** Back to the list. */
export async function home() {
  const { showList } = await import('./list.js');
  showList();
}

/** Escape leads back from wherever a back button does, instead of closing the popup. */
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const back = document.querySelector('main [data-part="back"]');
  if (back instanceof HTMLButtonElement) {
    event.preventDefault();
    back.click();
  }
});

const FLEETING = 2500;
/** @type {{ text: string, undo: () => void } | undefined} what can still be undone */
let undoable;
let timer = 0;

/** @param {string} text said for a moment; then what can be undone is offered again */
export function say(text) {
  draw(text);
  clearTimeout(timer);
  timer = setTimeout(() => (undoable ? draw(undoable.text, undoable.undo) : hush()), FLEETING);
}

/** @param {unknown} error said until something else is */
export function sayError(error) {
  clearTimeout(timer);
  draw(sentence(error));
}

/**
 * Said until it is taken up, replaced or the popup closes.
 * @param {string} text
 * @param {() => Promise<void>} undo
 */
export function offerUndo(text, undo) {
  clearTimeout(timer);
  const act = () => {
    undoable = undefined;
    hush();
    undo().catch(sayError);
  };
  undoable = { text, undo: act };
  draw(text, act);
}

/** @param {string} text @param {() => void} [undo] */
function draw(text, undo) {
  const toast = part(document, 'toast', HTMLElement);
  write(toast, 'said', text);
  const button_ = button(toast, 'undo');
  button_.hidden = !undo;
  button_.textContent = message('undo');
  button_.onclick = undo ?? null;
  toast.hidden = false;
}

function hush() {
  part(document, 'toast', HTMLElement).hidden = true;
}

/**
 * Runs what a button does; whatever goes wrong is said, never lost.
 * @param {HTMLElement} element
 * @param {() => unknown} act
 */
export function onClick(element, act) {
  element.addEventListener('click', async () => {
    try {
      await act();
    } catch (error) {
      sayError(error);
    }
  });
}
