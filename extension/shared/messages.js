/**
 * What people read, from `_locales`, in the browser's language. Every page of the extension.
 */

/**
 * @param {string} key
 * @param {...(string | number)} values for $1, $2 …
 */
export function message(key, ...values) {
  return chrome.i18n.getMessage(key, values.map(String)) || key;
}

/**
 * The sentence for an error that came from the core or from our own code: it says what happened
 * and what to do. Whatever nobody foresaw is shown as it is, rather than swallowed.
 * @param {unknown} error
 */
export function sentence(error) {
  if (typeof error === 'object' && error !== null && 'code' in error) {
    const { code, values } = /** @type {{ code: string, values?: (string | number)[] }} */ (error);
    const known = chrome.i18n.getMessage(`error_${code}`, (values ?? []).map(String));
    if (known) return known;
  }
  return message('error_unexpected', error instanceof Error ? error.message : JSON.stringify(error));
}

/**
 * Writes the sentences an element and its descendants ask for: `data-msg` is its text,
 * `data-msg-label` its accessible name, `data-msg-placeholder` its placeholder.
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
    element.setAttribute('placeholder', message(element.getAttribute('data-msg-placeholder') ?? ''));
  }
}
