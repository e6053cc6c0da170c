/**
 * Small DOM helpers: find a part (an element with `data-part="name"`), make one from a template,
 * write sentences from `_locales`. Used by every page of the extension. It is one file, since each
 * file delays the popup's first code.
 */

/**
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} name
 * @param {new (...args: never[]) => T} kind
 * @returns {T}
 */
export function part(root, name, kind) {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (element instanceof kind) return element;
  throw new Error(`the template has no ${kind.name} called ${name}`);
}

/** @param {ParentNode} root @param {string} name */
export const button = (root, name) => part(root, name, HTMLButtonElement);

/** @param {ParentNode} root @param {string} name */
export const input = (root, name) => part(root, name, HTMLInputElement);

/** @param {ParentNode} root @param {string} name @param {string} text */
export function write(root, name, text) {
  const element = part(root, name, HTMLElement);
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Writes a name that may be cut off; its tooltip has all of it.
 * @param {ParentNode} root @param {string} name @param {string} text
 */
export function writeWhole(root, name, text) {
  write(root, name, text);
  part(root, name, HTMLElement).title = text;
}

/**
 * Writes a text, or hides its element if there is none.
 * @param {ParentNode} root @param {string} name @param {string | undefined} text
 */
export function writeOrHide(root, name, text) {
  write(root, name, text ?? '');
  part(root, name, HTMLElement).hidden = !text;
}

/**
 * A localised copy of a template's only element.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function stamp(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no template called ${id}`);
  const copy = document.importNode(template.content, true);
  localise(copy);
  const element = copy.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error(`the template ${id} is empty`);
  return element;
}

/**
 * Shows a dialog until the user answers. Its cancel button is called `cancel`.
 * @param {HTMLElement} dialog @param {string[]} names of the buttons that agree
 * @returns {Promise<string>} the button that was pressed; `cancel` however else it closed
 */
export function answered(dialog, ...names) {
  if (!(dialog instanceof HTMLDialogElement)) throw new Error('the template is no dialog');
  for (const name of [...names, 'cancel']) button(dialog, name).onclick = () => dialog.close(name);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(names.includes(dialog.returnValue) ? dialog.returnValue : 'cancel');
    };
  });
}

/** @param {HTMLElement} dialog @param {string} yes the button that agrees */
export const agreed = async (dialog, yes) => (await answered(dialog, yes)) === yes;

/**
 * @param {string} key
 * @param {...(string | number)} values for $1, $2 …
 */
export function message(key, ...values) {
  return chrome.i18n.getMessage(key, values.map(isolated)) || key;
}

/**
 * Sentences as one text. Chinese and Japanese put no space between them.
 * @param {...(string | false | undefined)} sentences what isn't there is left out
 */
export const paragraph = (...sentences) =>
  sentences
    .filter(Boolean)
    .join(' ')
    .replaceAll(/(?<=[。！？]) /gu, '');

/** Characters of scripts that are written from right to left. */
const MIRRORED = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A host, or what looks like one. */
const HOST = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/u;

/**
 * Isolates the direction of a value within a sentence. Otherwise the halves of a code would change
 * places in a right-to-left sentence, and a right-to-left name would draw its neighbours into it.
 * No line ends at a host's hyphen: what comes after it would look like another host.
 * @param {string | number} value
 */
export function isolated(value) {
  const plain = String(value);
  const whole = HOST.test(plain) ? plain.replaceAll('-', '-\u2060') : plain;
  const mirrored = globalThis.document?.documentElement.dir === 'rtl' || MIRRORED.test(plain);
  return mirrored ? `\u2068${whole}\u2069` : whole;
}

/** Names and facts side by side, each in its own direction. @param {...(string | undefined)} texts */
export const abreast = (...texts) =>
  texts.flatMap((text) => (text ? isolated(text) : [])).join(' · ');

/** @param {unknown} error @returns {unknown} the error's code in the core or in our own code */
export const codeOf = (error) =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * The sentence for an error of the core or of our own code: what happened and what to do. Any other
 * error is shown as it is, never swallowed.
 * @param {unknown} error
 */
export function sentence(error) {
  if (typeof error === 'object' && error !== null && 'code' in error) {
    const { code, values } = /** @type {{ code: string, values?: ErrorValue[] }} */ (error);
    const known = chrome.i18n.getMessage(
      `error_${code}`,
      (values ?? []).map((value) => isolated(inWords(value))),
    );
    if (known) return known;
  }
  return message(
    'error_unexpected',
    error instanceof Error ? error.message : JSON.stringify(error),
  );
}

/** @typedef {import('../wasm/tandem.js').ErrorValue | number} ErrorValue */

/**
 * The name of a damaged part, in the user's language.
 * @param {ErrorValue} value
 * @returns {string}
 */
const inWords = (value) =>
  typeof value === 'object' ? message(`part_${value.part}`, ...value.values) : String(value);

/** The question before deleting for good. @param {(string | undefined)[]} titles */
export const destroyText = ([one, ...others]) =>
  others.length
    ? message('destroy_all_text', others.length + 1)
    : message('destroy_text', one || message('unnamed'));

/**
 * The same where accounts can't go to the trash, which takes a few bytes more than the list. Any
 * other error is thrown again.
 * @param {unknown} error @param {(string | undefined)[]} titles
 */
export function destroyInstead(error, titles) {
  if (!['storage_full', 'vault_full'].includes(String(codeOf(error)))) throw error;
  return paragraph(message('trash_no_room'), destroyText(titles));
}

/**
 * Loads a part of a page's HTML that it needs later, from a file of its own.
 * @param {URL} url @returns {Promise<Document>}
 */
export async function readHtml(url) {
  const file = await fetch(url);
  return new DOMParser().parseFromString(await file.text(), 'text/html');
}

/** Resolves after the page's next paint. @returns {Promise<void>} */
export const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/**
 * Shows a button as busy during an action.
 * @template T
 * @param {HTMLButtonElement} element
 * @param {() => Promise<T>} act
 * @param {HTMLButtonElement} [cancel] can't be pressed meanwhile: the action would go on
 * @returns {Promise<T>}
 */
export async function busy(element, act, cancel = element) {
  element.disabled = cancel.disabled = true;
  element.ariaBusy = 'true';
  try {
    return await act();
  } finally {
    element.disabled = cancel.disabled = false;
    element.ariaBusy = null;
  }
}

/**
 * An action that doesn't start again while it runs, as a double click on its button would have it.
 * @param {() => unknown} act
 */
export function oneAtATime(act) {
  let runs = false;
  return async () => {
    if (runs) return;
    runs = true;
    try {
      await act();
    } finally {
      runs = false;
    }
  };
}

/**
 * Drops the second click of a double click if what was clicked first is gone: it was not meant for
 * what now stands there. The same for an Enter or Delete that is held down, except where it writes:
 * it would delete one account after the other, or press what the next view offers. Each page calls
 * this before it listens itself.
 */
export function dropLateClicks() {
  /** @type {EventTarget | null} */
  let clicked;
  const drop = (/** @type {MouseEvent} */ event) => {
    if (event.detail < 2) clicked = event.target;
    else if (clicked instanceof Element && !clicked.checkVisibility()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  addEventListener('click', drop, { capture: true });
  const dropHeld = (/** @type {KeyboardEvent} */ event) => {
    const { target, key, repeat } = event;
    const writes =
      target instanceof HTMLTextAreaElement ||
      (key === 'Delete' && target instanceof HTMLInputElement);
    if (!repeat || writes || (key !== 'Enter' && key !== 'Delete')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('keydown', dropHeld, { capture: true });
}

/**
 * Leaves an input method's keys to it: an Enter that confirms a conversion copies no code, and
 * arrows that choose a word move in no list. Each page calls this before it listens to keys itself.
 */
export function leaveKeysToInputMethods() {
  const leave = (/** @type {KeyboardEvent} */ event) => {
    // Some browsers report the key that ended the conversion as 229.
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  };
  addEventListener('keydown', leave, { capture: true });
}

/**
 * Writes the sentences that an element and its descendants name: `data-msg` for the text,
 * `data-msg-label` for the accessible name, `data-msg-placeholder` for the placeholder.
 * @param {ParentNode} root
 */
export function localise(root) {
  for (const element of root.querySelectorAll('[data-msg]')) {
    element.textContent = message(element.getAttribute('data-msg') ?? '');
  }
  for (const element of root.querySelectorAll('[data-msg-label]')) {
    const text = message(element.getAttribute('data-msg-label') ?? '');
    element.setAttribute('aria-label', text);
    if (element instanceof HTMLButtonElement) element.title = text;
  }
  for (const element of root.querySelectorAll('[data-msg-placeholder]')) {
    element.setAttribute(
      'placeholder',
      message(element.getAttribute('data-msg-placeholder') ?? ''),
    );
  }
}
