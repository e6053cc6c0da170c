/**
 * How the page scripts touch a page: through the prototypes' own functions. A form or document with
 * a control named `matches` or `parentNode` would return that control instead. One budget limits
 * all walks, since a page may be built to have no end.
 *
 * Injected first by `shared/page.js`. Runs in the isolated world, where the page can't change
 * prototypes.
 */

/**
 * @typedef {Document | ShadowRoot | Element} Root
 * @typedef {{
 *   begin(): void,
 *   isElement(node: Node): node is Element,
 *   outside(element: Element): Element | null,
 *   around(element: Element, selector: string): Element | null,
 *   beyond(element: Element): Element | null,
 *   matches(element: Element, selector: string): boolean,
 *   first(root: Root, selector: string): Element | null,
 *   all(root: Root, selector: string): Element[],
 *   byId(root: Node, id: string): Element | null,
 *   rootOf(node: Node): Node,
 *   children(node: Node): Node[],
 *   before(node: Node): Node | null,
 *   after(element: Element): Element | null,
 *   data(node: Node): string | null,
 *   text(node: Node): string,
 *   setText(node: Node, text: string): void,
 *   controls(form: Element): Element[],
 *   formOf(element: Element): Element | null,
 *   base(node: Node): string,
 *   attribute(element: Element, name: string): string | null,
 *   attributes(element: Element): Attr[],
 *   tag(element: Element): string,
 *   shown(element: Element): boolean,
 *   solid(element: Element): boolean,
 *   connected(node: Node): boolean,
 *   scrolled(element: Element): [number, number],
 *   room(element: Element): { width: number, height: number },
 *   edge(element: Element): { left: number, top: number },
 *   scrollBy(element: Element, by: ScrollToOptions): void,
 *   scrollTo(element: Element, to: ScrollToOptions): void,
 *   reveal(element: Element): void,
 *   scroller(node: Node): Element | null,
 *   box(element: Element): DOMRect,
 *   shadow(element: Element): ShadowRoot | null,
 *   inner(element: Element): Document | null,
 *   owner(node: Node): Document,
 *   view(node: Node): Window | null,
 *   title(document: Document): string,
 *   hasFocus(node: Node): boolean,
 *   focused(): Element | null,
 *   focus(element: HTMLElement): void,
 *   send(element: Element, event: Event): boolean,
 *   listen(target: EventTarget, name: string, heard: (event: Event) => void): void,
 *   typeText(element: Element, text: string): boolean,
 *   selectIn(element: Element): void,
 *   canvas(width: number, height: number): HTMLCanvasElement,
 * }} Nodes
 */
(() => {
  /** The most steps of all walks of one description together: about a quarter of a second. */
  const MOST_STEPS = 150_000;
  /** The most levels of ancestors to follow; parsers build no deeper tree. */
  const DEEPEST = 600;
  let steps = MOST_STEPS;

  /**
   * @template {object} T @template {keyof T & string} N
   * @param {{ prototype: T }} kind @param {N} name
   * @returns {(of: T) => T[N]}
   */
  const reader = ({ prototype }, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    if (!get) throw new TypeError(`${name} is no property`);
    return (of) => Reflect.apply(get, of, []);
  };

  /**
   * @template {object} T @template {keyof T & string} N
   * @param {{ prototype: T }} kind @param {N} name
   * @returns {T[N] extends (...values: infer V) => infer R ? (of: T, ...values: V) => R : never}
   */
  const method = ({ prototype }, name) => {
    const call = /** @type {Function} */ (/** @type {unknown} */ (prototype[name]));
    return /** @type {any} */ (
      (/** @type {T} */ of, /** @type {unknown[]} */ ...values) => Reflect.apply(call, of, values)
    );
  };

  const [type, parent, childList, previous] = [
    reader(Node, 'nodeType'),
    reader(Node, 'parentNode'),
    reader(Node, 'childNodes'),
    reader(Node, 'previousSibling'),
  ];
  const [next, content, ownerOf] = [
    reader(Element, 'nextElementSibling'),
    reader(Node, 'nodeValue'),
    reader(Node, 'ownerDocument'),
  ];
  const [host, openShadow, attributeList] = [
    reader(ShadowRoot, 'host'),
    reader(Element, 'shadowRoot'),
    reader(Element, 'attributes'),
  ];
  const [windowOf, frameOf, frameDocument] = [
    reader(Document, 'defaultView'),
    reader(HTMLIFrameElement, 'contentDocument'),
    reader(HTMLFrameElement, 'contentDocument'),
  ];
  const activeIn = /** @type {const} */ ([
    reader(Document, 'activeElement'),
    reader(ShadowRoot, 'activeElement'),
  ]);
  const formControls = reader(HTMLFormElement, 'elements');
  const focused = method(Document, 'hasFocus');
  const scroller = reader(Document, 'scrollingElement');
  const [scrollLeft, scrollTop, clientLeft] = [
    reader(Element, 'scrollLeft'),
    reader(Element, 'scrollTop'),
    reader(Element, 'clientLeft'),
  ];
  const [clientTop, clientWidth, clientHeight] = [
    reader(Element, 'clientTop'),
    reader(Element, 'clientWidth'),
    reader(Element, 'clientHeight'),
  ];
  const check = method(Element, 'checkVisibility');
  const textContent = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
  const [command, selectionOf, make] = [
    method(Document, 'execCommand'),
    method(Document, 'getSelection'),
    /** @type {(of: Document, name: string) => HTMLElement} */ (method(Document, 'createElement')),
  ];

  /** @param {Node} node @returns {node is Element} */
  const isElement = (node) => type(node) === 1;

  /** Takes a step of a walk; false when the budget is used up. */
  const step = () => (steps -= 1) > 0;

  /**
   * Documents, fragments and elements each have their own function of this name.
   * @template {'querySelector' | 'querySelectorAll'} N
   * @param {N} name
   */
  const search = (name) => {
    const [element, document, fragment] = [Element, Document, DocumentFragment].map(
      (kind) => /** @type {Function} */ (kind.prototype[name]),
    );
    const of = new Map([
      [1, element],
      [9, document],
      [11, fragment],
    ]);
    return (/** @type {Root} */ root, /** @type {string} */ selector) =>
      Reflect.apply(of.get(type(root)) ?? (() => null), root, [selector]);
  };
  const [one, every] = [search('querySelector'), search('querySelectorAll')];
  const [inDocument, inFragment] = [
    method(Document, 'getElementById'),
    method(DocumentFragment, 'getElementById'),
  ];

  /** The parent element, or the host of a shadow root. @param {Element} element */
  const outside = (element) => {
    const at = step() ? parent(element) : null;
    if (!at || isElement(at)) return at;
    // A document has no host. Nor has a fragment that isn't a shadow root, but no element of a page
    // is in one.
    return type(at) === 11 ? host(/** @type {ShadowRoot} */ (/** @type {Node} */ (at))) : null;
  };

  const matches = method(Element, 'matches');

  /** @type {Nodes} */
  const nodes = {
    begin: () => {
      steps = MOST_STEPS;
    },
    isElement,
    outside,
    matches,
    around: (element, selector) => {
      for (
        let at = /** @type {Element | null} */ (element), deep = 0;
        at && deep < DEEPEST;
        at = outside(at), deep += 1
      )
        if (matches(at, selector)) return at;
      return null;
    },
    /** The same, and the frame element at a document's root. */
    beyond: (element) =>
      outside(element) ??
      windowOf(/** @type {Document} */ (ownerOf(element)))?.frameElement ??
      null,
    first: (root, selector) => (step() ? one(root, selector) : null),
    all: (root, selector) => (step() ? [...every(root, selector)] : []),
    byId: (root, id) =>
      type(root) === 9
        ? inDocument(/** @type {Document} */ (root), id)
        : type(root) === 11
          ? inFragment(/** @type {DocumentFragment} */ (root), id)
          : null,
    rootOf: method(Node, 'getRootNode'),
    children: (node) => (step() ? [...childList(node)] : []),
    before: (node) => (step() ? previous(node) : null),
    after: next,
    /** The text of a text node; null for any other node. */
    data: (node) => (type(node) === 3 ? (content(node) ?? '') : null),
    text: (node) => Reflect.apply(textContent?.get ?? (() => null), node, []) ?? '',
    setText: (node, text) => Reflect.apply(textContent?.set ?? (() => null), node, [text]),
    controls: (form) => [
      ...nodes.all(form, '[formaction]'),
      // `form.elements` lacks image buttons.
      ...nodes
        .all(/** @type {Root} */ (nodes.rootOf(form)), '[formaction][form]')
        .filter((far) => nodes.attribute(far, 'form') === nodes.attribute(form, 'id')),
      ...formControls(/** @type {HTMLFormElement} */ (form)),
    ],
    /** The form that a field belongs to; it may be elsewhere on the page. */
    formOf: (element) =>
      /^(?:input|textarea)$/.test(nodes.tag(element))
        ? /** @type {HTMLInputElement} */ (element).form
        : nodes.around(element, 'form'),
    base: reader(Node, 'baseURI'),
    attribute: method(Element, 'getAttribute'),
    attributes: (element) => [...attributeList(element)],
    tag: reader(Element, 'localName'),
    shown: (element) => check(element, { visibilityProperty: true }),
    solid: (element) => check(element, { visibilityProperty: true, opacityProperty: true }),
    connected: reader(Node, 'isConnected'),
    scrolled: (element) => [scrollLeft(element), scrollTop(element)],
    room: (element) => ({ width: clientWidth(element), height: clientHeight(element) }),
    edge: (element) => ({ left: clientLeft(element), top: clientTop(element) }),
    scrollBy: (element, by) => Reflect.apply(Element.prototype.scrollBy, element, [by]),
    scrollTo: (element, to) => Reflect.apply(Element.prototype.scrollTo, element, [to]),
    reveal: (element) =>
      Reflect.apply(Element.prototype.scrollIntoView, element, [
        { block: 'nearest', inline: 'nearest' },
      ]),
    scroller: (node) => scroller(nodes.owner(node)),
    box: method(Element, 'getBoundingClientRect'),
    /** The shadow root, even a closed one where the browser gives extensions access. */
    shadow: (element) => {
      const open = openShadow(element);
      if (open) return open;
      try {
        // Each frame has its own classes, so `instanceof` doesn't work: we just try.
        return (
          globalThis.chrome?.dom?.openOrClosedShadowRoot(/** @type {HTMLElement} */ (element)) ??
          null
        );
      } catch {
        return null;
      }
    },
    /** Null for a document of another origin. */
    inner: (element) => {
      const local = nodes.tag(element);
      if (local === 'iframe') return frameOf(/** @type {HTMLIFrameElement} */ (element));
      return local === 'frame' ? frameDocument(/** @type {HTMLFrameElement} */ (element)) : null;
    },
    owner: (node) => /** @type {Document} */ (type(node) === 9 ? node : ownerOf(node)),
    view: (node) => windowOf(nodes.owner(node)),
    title: reader(Document, 'title'),
    hasFocus: (node) => focused(nodes.owner(node)),
    /** The focused element, also within frames and shadow roots. */
    focused: () => {
      let at = activeIn[0](document);
      for (let deep = 0; at && deep < DEEPEST; deep += 1) {
        const [inner, shadow] = [nodes.inner(at), nodes.shadow(at)];
        const next = inner ? activeIn[0](inner) : shadow ? activeIn[1](shadow) : null;
        if (!next) return at;
        at = next;
      }
      return at;
    },
    focus: (element) =>
      Reflect.apply(HTMLElement.prototype.focus, element, [{ preventScroll: true }]),
    send: method(EventTarget, 'dispatchEvent'),
    /** Runs before the page's own listeners. */
    listen: (target, name, heard) =>
      Reflect.apply(EventTarget.prototype.addEventListener, target, [name, heard, true]),
    /** The editor's own command, which fires the page's events before and after. */
    typeText: (element, text) => command(nodes.owner(element), 'insertText', false, text),
    selectIn: (element) => selectionOf(nodes.owner(element))?.selectAllChildren(element),
    canvas: (width, height) =>
      Object.assign(/** @type {HTMLCanvasElement} */ (make(document, 'canvas')), { width, height }),
  };

  const shared = /** @type {{ tandem?: object }} */ (globalThis);
  shared.tandem = { ...shared.tandem, nodes };
})();
