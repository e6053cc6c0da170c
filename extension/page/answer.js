/**
 * Watches how a page reacts to a code: takes it, sends it, refuses it, or moves on. Runs in the
 * page's isolated world for the life of the document, so that a popup that opens later can ask.
 */
/**
 * @typedef {'stands' | 'pressed' | 'refused' | 'gone'} Answer `stands`: the code is in the field;
 * `pressed`: it was sent, and the field is still there
 * @typedef {{ elements: HTMLElement[], began: number, sent: boolean, asked: boolean, marked:
 * Set<HTMLElement>, said: Set<string> }} Given
 * @typedef {{ begin(elements: HTMLElement[]): void, sent(): boolean, requested(): boolean }}
 * Answering
 */
(() => {
  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, given?: Given, answering?: Answering, answer?: typeof answer, watch?: typeof watch, heard?: WeakSet<EventTarget>, requests?: PerformanceObserver } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;

  /** In milliseconds: how long a page is watched, and how often it is checked. */
  const WATCHED = 2000;
  const BETWEEN = 100;
  const PRESSED = 'button, [role=button], input[type=submit], input[type=image]';

  /** @param {HTMLElement} element */
  const isMarked = (element) => nodes.attribute(element, 'aria-invalid') === 'true';

  /**
   * The texts that the page announces to screen readers, in every root that contains one of the
   * fields.
   * @param {HTMLElement[]} elements
   */
  const alerts = (elements) => {
    const roots = new Set([document, ...elements.map((element) => nodes.rootOf(element))]);
    return [...roots].flatMap((root) =>
      nodes
        .all(/** @type {Document} */ (root), '[role=alert], [aria-live=assertive]')
        .slice(0, 50)
        .filter((one) => nodes.shown(one))
        .map((one) => nodes.text(one).trim())
        .filter(Boolean),
    );
  };

  /** Roots that have our listeners already, from this run of the file or an earlier one. */
  const heard = (shared.tandem.heard ??= new WeakSet());
  /** @param {Event} event */
  const hear = (event) => {
    const { given } = shared.tandem;
    if (!given) return;
    const [target] = event.composedPath();
    const key = event instanceof KeyboardEvent ? event.key : '';
    const pressed =
      event.type === 'submit' ||
      // The only sign of a form that was sent by a script.
      event.type === 'beforeunload' ||
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
      asked: false,
      marked: new Set(elements.filter(isMarked)),
      said: new Set(alerts(elements)),
    };
    observe();
    for (const root of new Set(
      elements.flatMap((element) => [
        nodes.rootOf(element),
        nodes.owner(element),
        nodes.view(element) ?? window,
      ]),
    )) {
      if (heard.has(root)) continue;
      heard.add(root);
      for (const name of ['submit', 'click', 'keydown', 'beforeunload'])
        nodes.listen(root, name, hear);
    }
  };

  /** @param {PerformanceEntryList} entries */
  const note = (entries) => {
    const { given } = shared.tandem;
    if (!given) return;
    given.asked ||= entries.some(
      (entry) =>
        entry.startTime >= given.began &&
        /^(?:fetch|xmlhttprequest|beacon)$/.test(
          /** @type {PerformanceResourceTiming} */ (entry).initiatorType,
        ),
    );
  };

  /**
   * The page's own list of requests is limited, and the page can clear it, so we observe each
   * request.
   */
  const observe = () => {
    if (shared.tandem.requests) return;
    shared.tandem.requests = new PerformanceObserver((list) => note(list.getEntries()));
    shared.tandem.requests.observe({ type: 'resource' });
  };

  /** Whether the page has sent a request since, by itself, and got an answer. */
  const requested = () => {
    note(shared.tandem.requests?.takeRecords() ?? []);
    return shared.tandem.given?.asked ?? false;
  };

  /** Whether a form was sent since, by the user, the page or us. */
  const sent = () => shared.tandem.given?.sent ?? false;

  /** @returns {Answer | undefined} undefined if nothing was filled in this document */
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

  /** Watches for up to two seconds, until the reaction is clear. */
  const watch = async () => {
    const until = performance.now() + WATCHED;
    for (;;) {
      const now = answer();
      // While the page is still working, an announcement may be good news as well.
      const sure =
        now === 'gone' || (now === 'refused' && shared.tandem.given?.elements.some(isMarked));
      if (sure || !now || performance.now() > until) return now;
      await new Promise((go) => setTimeout(go, BETWEEN));
    }
  };

  Object.assign(shared.tandem, { answering: { begin, sent, requested }, answer, watch });
})();
