/**
 * Writes a code into the inputs that `fields.js` described. Runs in the page's isolated world.
 *
 * Everything is checked before anything is written: where the page is, and that each input is
 * still there, seen and open. So half a pair never gets into a page.
 */
(() => {
  /**
   * @typedef {{ origin: string, entries: { index: number, text: string }[], until: number }} Request `until` in milliseconds: what comes later is too late
   * @typedef {{ filled: number } | { refused: 'origin' | 'gone' | 'hidden' | 'closed' | 'same' | 'late' | 'not_taken' }} Filled
   */

  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, elements?: HTMLInputElement[], fill?: typeof fill } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;

  /** Lets the page answer an event before the next one comes. */
  const settled = () => new Promise((go) => setTimeout(go));

  /** @param {HTMLInputElement | undefined} element @param {string} origin */
  const fault = (element, origin) => {
    const view = element?.isConnected ? nodes.view(element) : null;
    if (!element || !view) return 'gone';
    // A frame may have gone elsewhere since; a document without an origin of its own says "null".
    if (view.origin !== origin) return 'origin';
    if (nodes.matches(element, ':disabled') || element.readOnly) return 'closed';
    if (!nodes.shown(element)) return 'hidden';
    return undefined;
  };

  /**
   * From the isolated world a plain assignment reaches the element itself, behind whatever a
   * framework put in front of `value` in the page's own world; the events make it look.
   * @param {HTMLInputElement} element @param {string} text
   */
  const write = async (element, text) => {
    element.focus({ preventScroll: true });
    // The popup has the focus of the window, so the browser keeps these to itself.
    if (!nodes.hasFocus(element)) {
      element.dispatchEvent(new FocusEvent('focus', { composed: true }));
      element.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
      await settled();
    }
    element.value = text;
    element.dispatchEvent(
      new InputEvent('input', {
        bubbles: true,
        composed: true,
        inputType: 'insertText',
        data: text,
      }),
    );
    // Some pages look at a field only when a key goes up.
    element.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
  };

  /** @param {Request} request @returns {Promise<Filled>} */
  const fill = async ({ origin, entries, until }) => {
    if (self.origin !== origin) return { refused: 'origin' };
    // Whoever asked has given up, and may have locked meanwhile.
    if (Date.now() > until) return { refused: 'late' };
    const elements = entries.map(({ index }) => shared.tandem.elements?.[index]);
    if (new Set(elements).size !== entries.length) return { refused: 'same' };
    /** @type {[HTMLInputElement, string][]} */
    const wanted = [];
    for (const [at, element] of elements.entries()) {
      const wrong = fault(element, origin);
      if (wrong) return { refused: wrong };
      if (element) wanted.push([element, entries[at]?.text ?? '']);
    }
    for (const [element, text] of wanted) {
      // The page may answer the last character by sending the form.
      if (!element.isConnected) break;
      await write(element, text);
    }
    // Some pages part the digits for the eye.
    const took = wanted.every(
      ([element, text]) => !element.isConnected || element.value.replace(/[\s-]/g, '') === text,
    );
    return took ? { filled: wanted.length } : { refused: 'not_taken' };
  };

  shared.tandem.fill = fill;
})();
