/**
 * Shows one view, goes to another, and draws the toast. It imports no view: `popup.js` hands it the
 * map.
 */
import {
  button,
  message,
  oneAtATime,
  part,
  readHtml,
  sentence,
  stamp,
  write,
} from '../shared/dom.js';

/**
 * @typedef {import('./popup.js').Views} Views
 * @typedef {{ [View in keyof Views]: Parameters<Awaited<ReturnType<Views[View]>>> }} Values the
 * arguments of each view
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

/** Loads a view that will probably be needed next. @param {keyof Views} view */
export async function preload(view) {
  await views[view]();
}

/** @type {Promise<void> | undefined} */
let templates;

/** The templates of all views but the list, whose own are in the page. */
export function loadTemplates() {
  const load = async () => {
    const page = await readHtml(new URL('./views.html', import.meta.url));
    document.body.append(...page.querySelectorAll('template'));
  };
  templates ??= load().catch((error) => {
    templates = undefined;
    throw error;
  });
  return templates;
}

/** @type {AbortController | undefined} ends what belongs to the current view */
let shown;

/**
 * Replaces the current view.
 * @param {string} template
 * @returns {{ root: HTMLElement, signal: AbortSignal }} `signal` is aborted when the view is
 * replaced
 */
export function mount(template) {
  shown?.abort();
  shown = new AbortController();
  const root = stamp(template);
  const toast = part(document, 'toast', HTMLElement);
  // Each view reserves a place for the toast. The toast moves there before the old view goes.
  const place = root.querySelector('[data-part="place"]');
  (place ?? document.body).append(toast);
  part(document, 'main', HTMLElement).replaceChildren(root);
  document.body.hidden = false;
  const back = root.querySelector('[data-part="back"]');
  back?.addEventListener('click', () => go('list'));
  return { root, signal: shown.signal };
}

/**
 * Opens a dialog from its template. It closes when the user presses one of its items, or beside it.
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

/** The undo shortcut takes up *Undo*, except in a text field. */
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

/** Escape goes back where there is a back button, instead of closing the popup. */
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
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} text for screen readers only */
export function speak(text) {
  part(document, 'spoken', HTMLElement).textContent = text;
}

/** @param {string} text shown for a moment; then an *Undo* that was offered before returns */
export function say(text) {
  draw(text);
  clearTimeout(timer);
  timer = setTimeout(() => (undoable ? draw(undoable.text, undoable.undo) : hush()), FLEETING);
}

/** @param {unknown} error shown until something else is */
export function sayError(error) {
  clearTimeout(timer);
  draw(sentence(error));
}

/** Settles when the change that is being saved is. */
let saving = Promise.resolve();

/**
 * Makes a change and offers *Undo* until it is used or replaced, or the popup closes. While the
 * change is being saved, the earlier *Undo* isn't offered. A second change waits for the first, so
 * that the offer always stands for the change that the user made last.
 * @param {() => Promise<string>} act resolves to the toast's text
 * @param {() => Promise<void>} undo
 */
export function undoably(act, undo) {
  const saved = saving.then(async () => {
    const before = undoable;
    undoable = undefined;
    if (before) hush();
    try {
      offerUndo(await act(), undo);
    } catch (error) {
      undoable = before;
      throw error;
    }
  });
  saving = saved.catch(() => undefined);
  return saved;
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
 * Shows a text with a button until another text is shown.
 * @param {string} text @param {() => string} label called each second @param {() => unknown} act
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
  const toast = part(document, 'toast', HTMLElement);
  const held = toast.contains(document.activeElement);
  toast.hidden = true;
  const first = held && document.querySelector('main :is([autofocus], h1[tabindex])');
  if (first instanceof HTMLElement) first.focus();
}

/**
 * Runs the action of a button, one at a time. An error is always shown.
 * @param {HTMLElement} element
 * @param {() => unknown} act
 */
export function onClick(element, act) {
  const run = oneAtATime(async () => {
    try {
      await act();
    } catch (error) {
      sayError(error);
    }
  });
  element.addEventListener('click', run);
}

/**
 * Runs at the start of each second of the wall clock. Each run schedules the next by the current
 * time, so it doesn't drift however long the popup stays open.
 * @param {AbortSignal} signal ends it
 * @param {() => void} act
 */
export function everySecond(signal, act) {
  if (signal.aborted) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
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
