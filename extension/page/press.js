/**
 * Names a form's buttons, and presses one of them, once, after a code was filled in and only if the
 * user has turned that on. Runs in the page's isolated world. The core says by the names which one
 * confirms. Nothing is pressed if the form leads to another origin, or if the page has reacted by
 * itself.
 */
/**
 * @typedef {{ sendersOf(element: HTMLElement, origin: string): Promise<string[] | undefined> }} Pressing
 * the names of the buttons that send the form; undefined if the page is working already
 */
(() => {
  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, writing: import('./write.js').Writing, answering: import('./answer.js').Answering, pressing?: Pressing, press?: typeof press } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes, writing, answering } = shared.tandem;

  /** In milliseconds: a page that reacts to the last digit by itself has started by then. */
  const BY_ITSELF = 600;
  const BETWEEN = 50;
  const SENDS = 'button:not([type=button], [type=reset]), input[type=submit], input[type=image]';

  /** @param {Element} form @param {string | null} target @param {string} origin */
  const stays = (form, target, origin) => {
    if (target === null || target === '') return true;
    const url = URL.parse(target, nodes.base(form));
    return url?.origin === origin;
  };

  /** How much of a button's name is read, so that no page can make this slow. */
  const LONG = 120;
  const MOST = 20;

  /** Its whole name, visible or not. @param {Element} button */
  const nameOf = (button) => {
    const said = ['aria-label', 'title', 'value', 'alt'].map((name) =>
      nodes.attribute(button, name),
    );
    const name = [nodes.text(button), ...said]
      .filter(Boolean)
      .map((text) =>
        String(text)
          .slice(0, 8 * LONG)
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .join(' ')
      .trim();
    // The browser's own label for a button without one.
    return name || !nodes.matches(button, 'input') ? name.slice(0, LONG) : 'Submit';
  };

  /** @param {HTMLElement} button @param {Element} form @param {string} origin */
  const isOpen = (button, form, origin) => {
    const targets = [nodes.attribute(form, 'action'), nodes.attribute(button, 'formaction')];
    return (
      nodes.shown(button) &&
      !nodes.matches(button, ':disabled, [aria-disabled=true], [aria-busy=true]') &&
      nodes.view(button)?.origin === origin &&
      targets.every((target) => stays(form, target, origin))
    );
  };

  /**
   * The form of a field that still holds what was written. A page that has emptied, closed or
   * removed the field is already working.
   * @param {HTMLElement} element @param {string} full
   */
  const formIn = (element, full) => {
    const stands =
      nodes.connected(element) &&
      writing.held(element) === full &&
      !nodes.matches(element, ':disabled, [readonly]');
    return stands && !answering.sent() && !answering.requested() ? nodes.formOf(element) : null;
  };

  /** @type {((at: number, name: string) => boolean) | undefined} */
  let next;

  /**
   * @param {HTMLElement} element the last field that was filled
   * @param {string} origin
   */
  const sendersOf = async (element, origin) => {
    const full = writing.held(element);
    next = undefined;
    for (const until = performance.now() + BY_ITSELF; performance.now() < until;) {
      await new Promise((go) => setTimeout(go, BETWEEN));
      if (answering.sent() || answering.requested()) return undefined;
    }
    const form = formIn(element, full);
    if (!form) return undefined;
    const all = new Set(nodes.controls(form).concat(nodes.all(form, SENDS)));
    const buttons = /** @type {HTMLElement[]} */ ([...all])
      .filter((one) => nodes.matches(one, SENDS) && isOpen(one, form, origin))
      .slice(0, MOST);
    next = (at, name) => {
      const button = buttons[at];
      if (!button || nameOf(button) !== name || formIn(element, full) !== form) return false;
      if (!isOpen(button, form, origin)) return false;
      button.click();
      return true;
    };
    return buttons.map(nameOf);
  };

  /**
   * Once for each time that a code was filled in.
   * @param {number} at which of the buttons @param {string} name what it was called
   */
  const press = (at, name) => {
    const act = next;
    next = undefined;
    return act?.(at, name) ?? false;
  };

  Object.assign(shared.tandem, { pressing: { sendersOf }, press });
})();
