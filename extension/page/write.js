/**
 * How text gets into a field as if a person had typed it: keys, `beforeinput`, the value, `input`,
 * `change`. Fields are built in many ways, and each listens to another of these. Runs in the page's
 * isolated world, after `nodes.js`; whether anything may be written at all, `fill.js` decides.
 */
/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Field
 * @typedef {{
 *   held(element: HTMLElement): string,
 *   write(element: HTMLElement, text: string): Promise<boolean>,
 *   type(element: HTMLElement, text: string): Promise<void>,
 *   paste(element: HTMLElement, text: string): Promise<void>,
 *   fits(element: HTMLElement, text: string): boolean,
 *   insert(element: HTMLElement, text: string): Promise<boolean>,
 *   frames(): Promise<void>,
 * }} Writing
 */
(() => {
  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, writing?: Writing } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;

  /** Lets the page answer an event before the next one comes. */
  const settled = () => new Promise((go) => setTimeout(go));
  /** In milliseconds: a page that is not painted has no frames. */
  const NO_FRAME = 100;

  /** Two frames on: some libraries draw what they took only then. */
  const frames = async () => {
    for (let count = 0; count < 2; count += 1)
      await Promise.race([
        new Promise((go) => requestAnimationFrame(go)),
        new Promise((go) => setTimeout(go, NO_FRAME)),
      ]);
  };

  /** @param {HTMLElement} element @returns {element is Field} */
  const isField = (element) => /^(?:input|textarea)$/.test(nodes.tag(element));

  /** What stands in it; some pages part the digits for the eye. @param {HTMLElement} element */
  const held = (element) =>
    (isField(element) ? element.value : nodes.text(element)).replace(/[\s\u200b_-]/g, '');

  /**
   * A key of one character is that key; for a whole text it is the nameless one that input methods
   * send.
   * @param {HTMLElement} element @param {'keydown' | 'keyup'} name @param {string} text
   * @returns {boolean} whether the page left it to the browser
   */
  const key = (element, name, text) => {
    const digit = /^\d$/.test(text);
    const keyCode = text.length === 1 ? text.toUpperCase().charCodeAt(0) : 229;
    return nodes.send(
      element,
      new KeyboardEvent(name, {
        bubbles: true,
        composed: true,
        cancelable: true,
        key: text.length === 1 ? text : 'Unidentified',
        code: digit ? `Digit${text}` : '',
        ...{ keyCode, which: keyCode },
      }),
    );
  };

  /** @param {HTMLElement} element @param {'beforeinput' | 'input'} name @param {string} text */
  const inputs = (element, name, text) =>
    nodes.send(
      element,
      new InputEvent(name, {
        bubbles: true,
        composed: true,
        cancelable: name === 'beforeinput',
        inputType: 'insertText',
        data: text,
      }),
    );

  /**
   * The popup has the focus of the window, so the browser keeps the events to itself.
   * @param {HTMLElement} element
   */
  const enter = async (element) => {
    nodes.focus(element);
    if (nodes.hasFocus(element)) return;
    nodes.send(element, new FocusEvent('focus', { composed: true }));
    nodes.send(element, new FocusEvent('focusin', { bubbles: true, composed: true }));
    await settled();
  };

  /** Whatever is in it is replaced. @param {HTMLElement} element */
  const selectAll = (element) => {
    if (isField(element)) element.select();
    else nodes.selectIn(element);
  };

  /**
   * From the isolated world a plain assignment reaches the element itself, behind whatever a
   * framework put in front of `value` in the page's own world; the events make it look.
   * @param {HTMLElement} element @param {string} text
   */
  const put = (element, text) => {
    if (isField(element)) element.value = text;
    else if (nodes.typeText(element, text)) return;
    else nodes.setText(element, text);
    inputs(element, 'input', text);
  };

  /**
   * @param {HTMLElement} element @param {string} text
   * @returns {Promise<boolean>} whether it stood there, if only for the moment in which the page
   * could answer
   */
  const write = async (element, text) => {
    await enter(element);
    if (!nodes.connected(element)) return true;
    selectAll(element);
    /** A page that keeps a key from the browser has taken it by itself, or refuses keys. */
    const taken = async () => {
      await settled();
      if (held(element) !== text) await frames();
      return !nodes.connected(element) || held(element) === text;
    };
    const left =
      key(element, 'keydown', text) && (!isField(element) || inputs(element, 'beforeinput', text));
    let stood = !left && (await taken());
    if (!stood) {
      put(element, text);
      stood = held(element) === text;
    }
    // Some pages look at a field only when a key goes up.
    key(element, 'keyup', text);
    nodes.send(element, new Event('change', { bubbles: true }));
    await settled();
    return stood;
  };

  /**
   * Character by character, for masks that take no whole text.
   * @param {HTMLElement} element
   * @param {string} text
   */
  const type = async (element, text) => {
    await enter(element);
    if (!isField(element)) return;
    element.value = '';
    inputs(element, 'input', '');
    for (const character of text) {
      const before = element.value;
      const left = key(element, 'keydown', character) && inputs(element, 'beforeinput', character);
      if (left || element.value === before) {
        element.value = `${element.value}${character}`;
        inputs(element, 'input', character);
      }
      key(element, 'keyup', character);
      await settled();
    }
    nodes.send(element, new Event('change', { bubbles: true }));
    await settled();
  };

  /**
   * As if it were pasted, for boxes that are filled in no other way.
   * @param {HTMLElement} element
   * @param {string} text
   */
  const paste = async (element, text) => {
    await enter(element);
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    nodes.send(
      element,
      new ClipboardEvent('paste', {
        bubbles: true,
        composed: true,
        cancelable: true,
        clipboardData,
      }),
    );
    await settled();
    await frames();
  };

  /**
   * Whether there is room for it at the cursor: a browser that is typed into cuts off the rest.
   * @param {HTMLElement} element @param {string} text
   */
  const fits = (element, text) => {
    if (!isField(element) || element.maxLength < 0) return true;
    const selected = (element.selectionEnd ?? 0) - (element.selectionStart ?? 0);
    return element.value.length - selected + text.length <= element.maxLength;
  };

  /**
   * At the cursor, in place of what is selected and of nothing else.
   * @param {HTMLElement} element
   * @param {string} text
   * @returns {Promise<boolean>} whether it is there
   */
  const insert = async (element, text) => {
    await enter(element);
    if (!isField(element)) {
      if (!nodes.typeText(element, text)) return false;
      await settled();
      return nodes.text(element).includes(text);
    }
    const before = element.value;
    const [from, to] = [element.selectionStart, element.selectionEnd];
    // A number field does not tell where the cursor is: only an empty one is sure.
    if ((from === null || to === null) && before) return false;
    if (!inputs(element, 'beforeinput', text)) {
      await settled();
      if (element.value !== before) return element.value.includes(text);
    }
    if (from === null || to === null) element.value = text;
    else element.setRangeText(text, from, to, 'end');
    inputs(element, 'input', text);
    key(element, 'keyup', text);
    nodes.send(element, new Event('change', { bubbles: true }));
    await settled();
    return !nodes.connected(element) || element.value.includes(text);
  };

  shared.tandem.writing = { held, write, type, paste, fits, insert, frames };
})();
