/**
 * Writes text into a field as if it was typed: keys, `beforeinput`, the value, `input`, `change`.
 * Different pages listen to different ones of these. Runs in the page's isolated world, after
 * `nodes.js`. Whether anything may be written is decided in `fill.js`.
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

  /** Lets the page react to an event before the next one comes. */
  const settled = () => new Promise((go) => setTimeout(go));
  /** In milliseconds: a page that isn't painted has no frames. */
  const NO_FRAME = 100;

  /** Waits for two frames: some libraries show an input only then. */
  const frames = async () => {
    for (let count = 0; count < 2; count += 1)
      await Promise.race([
        new Promise((go) => requestAnimationFrame(go)),
        new Promise((go) => setTimeout(go, NO_FRAME)),
      ]);
  };

  /** @param {HTMLElement} element @returns {element is Field} */
  const isField = (element) => /^(?:input|textarea)$/.test(nodes.tag(element));

  /** The field's content; some pages add spaces between the digits. @param {HTMLElement} element */
  const held = (element) =>
    (isField(element) ? element.value : nodes.text(element)).replace(/[\s\u200b_-]/g, '');

  /**
   * For a single character, that key; for a longer text, the key "Unidentified", as from input
   * methods.
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
   * Sends the focus events itself: the browser doesn't, since the popup has the window's focus.
   * @param {HTMLElement} element
   */
  const enter = async (element) => {
    nodes.focus(element);
    if (nodes.hasFocus(element)) return;
    nodes.send(element, new FocusEvent('focus', { composed: true }));
    nodes.send(element, new FocusEvent('focusin', { bubbles: true, composed: true }));
    await settled();
  };

  /** Selects the content, so that it is replaced. @param {HTMLElement} element */
  const selectAll = (element) => {
    if (isField(element)) element.select();
    else nodes.selectIn(element);
  };

  /**
   * From the isolated world, an assignment goes to the element itself. It bypasses what a framework
   * has put in front of `value` in the page's own world; the events make the framework look.
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
   * @returns {Promise<boolean>} whether the text was there, if only until the page reacted
   */
  const write = async (element, text) => {
    await enter(element);
    if (!nodes.connected(element)) return true;
    selectAll(element);
    /** If a page cancels the key event, it has taken the character itself, or refuses it. */
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
    // Some pages read a field only when a key goes up.
    key(element, 'keyup', text);
    nodes.send(element, new Event('change', { bubbles: true }));
    await settled();
    return stood;
  };

  /**
   * Types character by character, for masks that don't accept a whole text.
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
   * Pastes, for boxes that can be filled in no other way.
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
   * Whether the text fits at the cursor. With real typing, the browser would cut off the rest.
   * @param {HTMLElement} element @param {string} text
   */
  const fits = (element, text) => {
    if (!isField(element) || element.maxLength < 0) return true;
    const selected = (element.selectionEnd ?? 0) - (element.selectionStart ?? 0);
    return element.value.length - selected + text.length <= element.maxLength;
  };

  /**
   * Writes at the cursor, replacing only what is selected.
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
    // A number field doesn't tell where the cursor is, so only an empty one is safe.
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
