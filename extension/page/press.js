/**
 * Presses a form's button once, after a code was filled in and only if the user has turned that on.
 * Runs in the page's isolated world. It presses nothing if the button isn't clear, if the form
 * leads to another origin, or if the page has reacted by itself.
 */
/** @typedef {{ press(element: HTMLElement, origin: string): Promise<boolean> }} Pressing */
(() => {
  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, writing: import('./write.js').Writing, answering: import('./answer.js').Answering, pressing?: Pressing } }} */ (
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

  /**
   * The only button that sends the form; undefined if there are several.
   * @param {Element} form
   * @returns {HTMLElement | undefined}
   */
  const buttonOf = (form) => {
    const sending = nodes
      .controls(form)
      .concat(nodes.all(form, SENDS))
      .filter((one) => nodes.matches(one, SENDS) && nodes.shown(one));
    const [only, ...others] = new Set(sending);
    return others.length ? undefined : /** @type {HTMLElement | undefined} */ (only);
  };

  /**
   * @param {HTMLElement} element the last field that was filled
   * @param {string} origin
   * @returns {Promise<boolean>}
   */
  const press = async (element, origin) => {
    const full = writing.held(element);
    for (const until = performance.now() + BY_ITSELF; performance.now() < until;) {
      await new Promise((go) => setTimeout(go, BETWEEN));
      if (answering.sent() || answering.requested()) return false;
    }
    const form = nodes.connected(element) ? nodes.formOf(element) : null;
    // A page that has cleared, disabled or removed the field is working already.
    const stands =
      form && writing.held(element) === full && !nodes.matches(element, ':disabled, [readonly]');
    const button = stands ? buttonOf(form) : undefined;
    if (
      !form ||
      !button ||
      nodes.matches(button, ':disabled, [aria-disabled=true], [aria-busy=true]')
    )
      return false;
    if (nodes.view(button)?.origin !== origin) return false;
    const targets = [nodes.attribute(form, 'action'), nodes.attribute(button, 'formaction')];
    if (!targets.every((target) => stays(form, target, origin))) return false;
    button.click();
    return true;
  };

  shared.tandem.pressing = { press };
})();
