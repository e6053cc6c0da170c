/**
 * What a page does with a code it was given: takes it, sends it, refuses it, goes on. Runs in the
 * page's isolated world, and stays there as long as the document, so that a popup that opens later
 * can ask.
 */
/**
 * @typedef {'stands' | 'pressed' | 'refused' | 'gone'} Answer `pressed`: it was sent, and the field
 * is still there
 * @typedef {{ elements: HTMLElement[], began: number, sent: boolean, marked: Set<HTMLElement>, said: Set<string> }} Given
 * @typedef {{ begin(elements: HTMLElement[]): void, sent(): boolean, requested(): boolean }} Answering
 */
(() => {
  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, given?: Given, answering?: Answering, answer?: typeof answer, watch?: typeof watch, heard?: WeakSet<Node> } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;

  /** In milliseconds: how long a page is watched, and how often it is looked at. */
  const WATCHED = 2000;
  const BETWEEN = 100;
  const PRESSED = 'button, [role=button], input[type=submit], input[type=image]';

  /** @param {HTMLElement} element */
  const isMarked = (element) => nodes.attribute(element, 'aria-invalid') === 'true';

  /**
   * What the page says aloud, of every root that one of the fields stands in.
   * @param {HTMLElement[]} elements
   */
  const alerts = (elements) => {
    const roots = new Set([document, ...elements.map((element) => nodes.rootOf(element))]);
    return [...roots].flatMap((root) =>
      nodes
        .all(/** @type {Document} */ (root), '[role=alert], [aria-live=assertive]')
        .slice(0, 50)
        .filter((one) => nodes.shown(one))
        .map((one) => (one.textContent ?? '').trim())
        .filter(Boolean),
    );
  };

  /** What is listened to already, by this file or an earlier run of it. */
  const heard = (shared.tandem.heard ??= new WeakSet());
  /** @param {Event} event */
  const hear = (event) => {
    const { given } = shared.tandem;
    if (!given) return;
    const [target] = event.composedPath();
    const key = event instanceof KeyboardEvent ? event.key : '';
    const pressed =
      event.type === 'submit' ||
      key === 'Enter' ||
      (event.type === 'click' &&
        target instanceof Element &&
        nodes.around(target, PRESSED) !== null);
    if (pressed) given.sent = true;
  };

  /** @param {HTMLElement[]} elements that are about to be filled */
  const begin = (elements) => {
    nodes.begin();
    shared.tandem.given = {
      elements,
      began: performance.now(),
      sent: false,
      marked: new Set(elements.filter(isMarked)),
      said: new Set(alerts(elements)),
    };
    for (const root of new Set(
      elements.flatMap((element) => [nodes.rootOf(element), nodes.owner(element)]),
    )) {
      if (heard.has(root)) continue;
      heard.add(root);
      for (const name of ['submit', 'click', 'keydown']) root.addEventListener(name, hear, true);
    }
  };

  /** Whether the page has asked a server since, by itself. */
  const requested = () =>
    performance
      .getEntriesByType('resource')
      .some(
        (entry) =>
          entry.startTime >= (shared.tandem.given?.began ?? Infinity) &&
          /^(?:fetch|xmlhttprequest|beacon)$/.test(
            /** @type {PerformanceResourceTiming} */ (entry).initiatorType,
          ),
      );

  /** Whether a form was sent since, by whomever. */
  const sent = () => shared.tandem.given?.sent ?? false;

  /** @returns {Answer | undefined} nothing where nothing was filled in this document */
  const answer = () => {
    const { given } = shared.tandem;
    if (!given) return undefined;
    nodes.begin();
    if (given.elements.some((one) => isMarked(one) && !given.marked.has(one))) return 'refused';
    if (given.elements.some((one) => !nodes.connected(one) || !nodes.shown(one))) return 'gone';
    if (!given.sent) return 'stands';
    const news = alerts(given.elements).some((text) => !given.said.has(text));
    return news ? 'refused' : 'pressed';
  };

  /** Watches for two seconds, or until it is clear. */
  const watch = async () => {
    const until = performance.now() + WATCHED;
    for (;;) {
      const now = answer();
      // What is said aloud may be good news as well, as long as the page is still at work.
      const sure =
        now === 'gone' || (now === 'refused' && shared.tandem.given?.elements.some(isMarked));
      if (sure || !now || performance.now() > until) return now;
      await new Promise((go) => setTimeout(go, BETWEEN));
    }
  };

  Object.assign(shared.tandem, { answering: { begin, sent, requested }, answer, watch });
})();
