/**
 * The one view that the popup shows, the way to another, and the toast. It knows no view:
 * `popup.js` hands it the map of them.
 */
import { button, message, part, sentence, stamp, write } from '../shared/dom.js';

/**
 * @typedef {import('./popup.js').Views} Views
 * @typedef {{ [View in keyof Views]: Parameters<Awaited<ReturnType<Views[View]>>> }} Values what
 * each view is given
 */

/** @type {Views} */
let views;

/** @param {Views} map */
export function knowViews(map) {
  views = map;
}

/**
 * Shows another view, or a sheet over this one.
 * @template {keyof Views} View
 * @param {View} view
 * @param {Values[View]} values
 * @returns {Promise<void>}
 */
export async function go(view, ...values) {
  const [show] = await Promise.all([
    /** @type {Promise<(...values: unknown[]) => unknown>} */ (views[view]()),
    view === 'list' ? undefined : loadTemplates(),
  ]);
  await show(.../** @type {unknown[]} */ (values));
}

/** Loads a view that is about to be wanted. @param {keyof Views} view */
export async function preload(view) {
  await views[view]();
}

/** @type {Promise<void> | undefined} */
let templates;

/** What views are made from; the list's templates are there with the page. */
export function loadTemplates() {
  const load = async () => {
    const { readHtml } = await import('../shared/html.js');
    const page = await readHtml(new URL('./views.html', import.meta.url));
    document.body.append(...page.querySelectorAll('template'));
  };
  templates ??= load().catch((error) => {
    templates = undefined;
    throw error;
  });
  return templates;
}

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
  const toast = part(document, 'toast', HTMLElement);
  // Each view keeps a place where the toast covers nothing; out of it before the old view goes.
  const place = root.querySelector('[data-part="place"]');
  (place ?? document.body).append(toast);
  part(document, 'main', HTMLElement).replaceChildren(root);
  document.body.hidden = false;
  const back = root.querySelector('[data-part="back"]');
  back?.addEventListener('click', () => go('list'));
  return { root, signal: shown.signal };
}

/**
 * A dialog from its template, shown until something in it is pressed, or what is beside it.
 * @param {string} template
 * @returns {HTMLDialogElement}
 */
export function sheet(template) {
  const dialog = stamp(template);
  if (!(dialog instanceof HTMLDialogElement))
    throw new Error(`the template ${template} is no dialog`);
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...dialog.querySelectorAll('button')].filter((item) => !item.hidden);
    const at = items.findIndex((item) => item === document.activeElement);
    items.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % items.length)?.focus();
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** *Undo* by the keys for it, unless they undo what was typed. */
document.addEventListener('keydown', (event) => {
  if (
    event.key.toLowerCase() !== 'z' ||
    !(event.ctrlKey || event.metaKey) ||
    event.shiftKey ||
    event.altKey ||
    !undoable
  )
    return;
  const field = event.target;
  if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value)
    return;
  event.preventDefault();
  undoable.undo();
});

/** Escape leads back from wherever a back button does, instead of closing the popup. */
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]'))
    return;
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

/** @param {string} text for those who hear the popup; said without a word on the screen */
export function speak(text) {
  part(document, 'spoken', HTMLElement).textContent = text;
}

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
 * Makes a change and offers *Undo* until it is taken up, replaced or the popup closes. While the
 * change is saved, nothing offers to undo the one before it.
 * @param {() => Promise<string>} act gives what is said afterwards
 * @param {() => Promise<void>} undo
 */
export async function undoably(act, undo) {
  const before = undoable;
  undoable = undefined;
  if (before) hush();
  try {
    offerUndo(await act(), undo);
  } catch (error) {
    undoable = before;
    throw error;
  }
}

/** @param {string} text @param {() => Promise<void>} undo */
function offerUndo(text, undo) {
  clearTimeout(timer);
  const act = () => {
    undoable = undefined;
    hush();
    undo().catch(sayError);
  };
  undoable = { text, undo: act };
  draw(text, act);
}

/**
 * Said with something that can be done about it, until something else is said.
 * @param {string} text @param {() => string} label asked each second @param {() => unknown} act
 */
export function offer(text, label, act) {
  clearTimeout(timer);
  draw(
    text,
    () => {
      clearTimeout(timer);
      hush();
      Promise.resolve(act()).catch(sayError);
    },
    label(),
  );
  timer = setInterval(() => (button(document, 'undo').textContent = label()), 1000);
}

/** @param {string} text @param {() => void} [act] @param {string} [label] of its button */
function draw(text, act, label = message('undo')) {
  const toast = part(document, 'toast', HTMLElement);
  write(toast, 'said', text);
  speak(text);
  const button_ = button(toast, 'undo');
  button_.hidden = !act;
  button_.textContent = label;
  button_.onclick = act ?? null;
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

/**
 * Acts at the start of each second of the wall clock. Each run plans the next from the time it is
 * then, so nothing drifts however long the popup stays open.
 * @param {AbortSignal} signal ends it
 * @param {() => void} act
 */
export function everySecond(signal, act) {
  if (signal.aborted) return;
  let timer = 0;
  const plan = () => {
    timer = setTimeout(
      () => {
        act();
        plan();
      },
      1000 - (Date.now() % 1000),
    );
  };
  plan();
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
