/**
 * Writes a code into the inputs that `fields.js` described. Runs in the page's isolated world.
 *
 * Checks everything before it writes anything: the page's origin, and that each input is still
 * there, visible and editable. So a page never gets half of a pair.
 */
(() => {
  /**
   * @typedef {object} Request
   * @property {string} origin the one that the user was told
   * @property {{ index: number, text: string }[]} entries
   * @property {number} until in milliseconds: a later call is refused
   * @property {'insert' | undefined} [how] at the cursor, keeping what is there
   * @property {boolean} [submit] whether to look for the form's buttons afterwards
   *
   * @typedef {'origin' | 'gone' | 'hidden' | 'closed' | 'same' | 'late' | 'full' | 'not_taken'}
   * Refusal
   * @typedef {{ filled: number, leads: string[], buttons?: string[] } | { refused: Refusal }} Filled
   * `leads`: the paths where the page may ask again; `buttons`: the names of those that send the
   * form, if they were asked for and the page hasn't reacted by itself
   */

  const shared =
    /**
     * @type {{ tandem: {
     *   nodes: import('./nodes.js').Nodes, writing: import('./write.js').Writing,
     *   answering: import('./answer.js').Answering, pressing: import('./press.js').Pressing,
     *   elements?: HTMLElement[], fill?: typeof fill,
     * } }}
     */ (/** @type {unknown} */ (globalThis));
  const { nodes, writing, answering, pressing } = shared.tandem;

  /**
   * @param {HTMLElement | undefined} element
   * @param {string} origin
   * @returns {Refusal | undefined}
   */
  const fault = (element, origin) => {
    const view = element && nodes.connected(element) ? nodes.view(element) : null;
    if (!element || !view) return 'gone';
    // A frame may have moved on since; a sandboxed document's origin is "null".
    if (view.origin !== origin) return 'origin';
    const closed = nodes.matches(element, ':disabled, [readonly], :not(input)[aria-disabled=true]');
    if (closed || nodes.around(element, '[inert]')) return 'closed';
    if (!nodes.shown(element)) return 'hidden';
    return undefined;
  };

  /** @typedef {[HTMLElement, string]} Wanted */

  /**
   * Whether a field has passed its digits on to the boxes after it.
   * @param {HTMLElement} element
   * @param {string} text
   */
  const handedOn = (element, text) => {
    const elements = shared.tandem.elements ?? [];
    const at = elements.indexOf(element);
    const boxes = elements.slice(at, at + text.length);
    return (
      at >= 0 &&
      boxes.length === text.length &&
      boxes.every((box, place) => writing.held(box) === text.charAt(place))
    );
  };

  /** @param {Wanted[]} wanted */
  const holds = (wanted) =>
    wanted.every(
      ([element, text]) =>
        !nodes.connected(element) || writing.held(element) === text || handedOn(element, text),
    );

  /**
   * Whether the page took the text: it is there, now or a frame later, or the page has cleared it
   * itself.
   * @param {Wanted[]} wanted @param {boolean} stood whether all of it was there for a moment
   */
  const taken = async (wanted, stood) => {
    if (holds(wanted)) return true;
    await writing.frames();
    const empty = wanted.every(
      ([element]) => !nodes.connected(element) || writing.held(element) === '',
    );
    return holds(wanted) || (empty && (stood || answering.sent() || answering.requested()));
  };

  /**
   * Tries the other ways of writing, as long as the page has sent nothing. @param {Wanted[]} wanted
   */
  const again = async (wanted) => {
    const [first] = wanted;
    if (!first || answering.sent() || answering.requested()) return false;
    if (wanted.length === 1) await writing.type(...first);
    else await writing.paste(first[0], wanted.map(([, text]) => text).join(''));
    return taken(wanted, false);
  };

  /** Where the page may ask again: here, and where its form leads. @param {HTMLElement} element */
  const leads = (element) => {
    const form = nodes.formOf(element);
    const action = form && nodes.attribute(form, 'action');
    const to = action ? URL.parse(action, nodes.base(element)) : null;
    return [...new Set([location.pathname, ...(to ? [to.pathname] : [])])];
  };

  /** @param {Wanted[]} wanted */
  const writeAll = async (wanted) => {
    let stood = true;
    for (const [element, text] of wanted) {
      // The page may send the form after the last character.
      if (!nodes.connected(element)) break;
      stood = (await writing.write(element, text)) && stood;
    }
    return (await taken(wanted, stood)) || (await again(wanted));
  };

  /** @param {Request} request @returns {Promise<Filled>} */
  const fill = async ({ origin, entries, until, how, submit }) => {
    if (self.origin !== origin) return { refused: 'origin' };
    // The caller has given up, and the vault may have locked meanwhile.
    if (Date.now() > until) return { refused: 'late' };
    nodes.begin();
    const elements = entries.map(({ index }) => shared.tandem.elements?.[index]);
    if (new Set(elements).size !== entries.length) return { refused: 'same' };
    /** @type {Wanted[]} */
    const wanted = [];
    for (const [at, element] of elements.entries()) {
      const wrong = fault(element, origin);
      if (wrong) return { refused: wrong };
      if (element) wanted.push([element, entries[at]?.text ?? '']);
    }
    const [first, last] = [wanted[0], wanted.at(-1)];
    if (!first || !last) return { refused: 'gone' };
    if (how === 'insert' && !writing.fits(...first)) return { refused: 'full' };
    const to = leads(first[0]);
    answering.begin(wanted.map(([element]) => element));
    const took = how === 'insert' ? await writing.insert(...first) : await writeAll(wanted);
    if (!took) return { refused: 'not_taken' };
    if (nodes.connected(last[0])) nodes.reveal(last[0]);
    const buttons = submit ? await pressing.sendersOf(last[0], origin) : undefined;
    return { filled: wanted.length, leads: to, ...(buttons && { buttons }) };
  };

  shared.tandem.fill = fill;
})();
