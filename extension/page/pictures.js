/**
 * Lists the elements of the page that may show a QR code, scrolls to one, and puts the page back
 * to where it was. Which of them is a code, the reader finds from their pixels.
 *
 * Injected by `shared/page.js`, runs in the isolated world, reaches into frames of the same origin
 * and into shadow roots. It draws nothing, and changes nothing but where things are scrolled to.
 */
(() => {
  /** In CSS pixels: nobody shows a QR code smaller, or larger. */
  const [SMALLEST, LARGEST] = [40, 2500];
  const MOST = 8;
  const MOST_PIXELS = 25_000_000;
  /** In milliseconds, for a page that does not paint. */
  const PATIENCE = 700;
  /** In milliseconds, after which the page is put back by itself: the popup may have been closed. */
  const FORGOTTEN = 5000;
  let forgotten = 0;

  const DRAWN = 'img, canvas, svg, input[type=image], object, embed';
  const HINT = /qr|otp|mfa|2fa|totp|barcode|^data:/i;

  /** @type {Element[]} */
  let pictures = [];
  /** Where what was scrolled stood before. @type {Map<Element, [number, number]>} */
  const before = new Map();

  /**
   * What an element is asked, through the prototype: an input that is called `parentNode` or `clientWidth` stands in the
   * place of what its form has by that name, and leads round in a circle.
   * @template {object} T @template {keyof T & string} K
   * @param {T} prototype @param {K} name
   * @returns {(of: object) => T[K] | undefined}
   */
  const asked = (prototype, name) => {
    const read = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return (of) => read?.call(of);
  };
  const parentOf = asked(Node.prototype, 'parentNode');
  const nodeTypeOf = asked(Node.prototype, 'nodeType');
  const documentOf = asked(Node.prototype, 'ownerDocument');
  const shadowOf = asked(Element.prototype, 'shadowRoot');
  const [leftOf, topOf] = [asked(Element.prototype, 'clientLeft'), asked(Element.prototype, 'clientTop')];
  const [widthOf, heightOf] = [asked(Element.prototype, 'clientWidth'), asked(Element.prototype, 'clientHeight')];
  const [scrolledX, scrolledY] = [asked(Element.prototype, 'scrollLeft'), asked(Element.prototype, 'scrollTop')];
  const { getBoundingClientRect, getAttribute, matches, checkVisibility, scrollBy, scrollTo } = Element.prototype;
  /** @param {Element} element */
  const placeOf = (element) => getBoundingClientRect.call(element);

  /** @param {Element} element */
  const inside = (element) =>
    shadowOf(element) ?? (element instanceof HTMLElement ? globalThis.chrome?.dom?.openOrClosedShadowRoot(element) : null)
    ?? (element.localName === 'iframe' || element.localName === 'frame' ? /** @type {HTMLIFrameElement} */ (element).contentDocument : null);

  /** The element around, out of shadow roots and frames. @param {Element} element @returns {Element | null} */
  const outside = (element) => {
    const parent = parentOf(element);
    // Not `instanceof`: each frame has classes of its own.
    if (parent && nodeTypeOf(parent) === Node.ELEMENT_NODE) return /** @type {Element} */ (parent);
    const root = /** @type {{ host?: Element, defaultView?: Window } | null | undefined} */ (parent);
    return root?.host ?? root?.defaultView?.frameElement ?? null;
  };

  /** @param {ParentNode} root @returns {Generator<Element>} */
  function* below(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      const more = inside(element);
      if (more) yield* below(more);
    }
  }

  /** How much speaks for it; nothing, for what shows no picture. @param {Element} element */
  const likely = (element) => {
    const { width, height } = placeOf(element);
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    const square = long < 1.3 * short;
    if (short < SMALLEST || long > LARGEST || !checkVisibility.call(element, { visibilityProperty: true, opacityProperty: true })) return 0;
    const drawn = matches.call(element, DRAWN) || (square && (element.localName === 'table' || getComputedStyle(element).backgroundImage.includes('url(')));
    const hint = ['alt', 'src', 'id', 'class', 'aria-label'].some((name) => HINT.test(getAttribute.call(element, name) ?? ''));
    return drawn ? 1 + (square ? 1 : 0) + (hint ? 2 : 0) : 0;
  };

  /** What share of each can be seen, frames and scrolled boxes around it considered. @returns {Promise<Map<Element, number>>} */
  const shares = () =>
    new Promise((tell) => {
      const observer = new IntersectionObserver((entries) => {
        observer.disconnect();
        tell(new Map(entries.map(({ target, intersectionRatio }) => [target, intersectionRatio])));
      });
      for (const element of pictures) observer.observe(element);
      setTimeout(() => tell(new Map()), pictures.length ? PATIENCE : 0);
    });

  /** @param {string} source the address of the one picture that is meant; empty for all that may be codes */
  const list = async (source) => {
    const all = [...below(document)];
    const shows = (/** @type {Element} */ element) => [/** @type {HTMLImageElement} */ (element).currentSrc, /** @type {HTMLImageElement} */ (element).src].includes(source);
    const ranked = source ? all.filter(shows) : all.map((element) => ({ element, rank: likely(element) }))
      .filter(({ rank }) => rank).sort((a, b) => b.rank - a.rank).map(({ element }) => element);
    pictures = ranked.slice(0, 10 * MOST);
    const seen = await shares();
    return pictures.map((element, at) => {
      const { width, height } = placeOf(element);
      return { at, width, height, whole: (seen.get(element) ?? 0) > 0.99 };
    }).filter(({ whole }) => source || !whole).slice(0, MOST);
  };

  /**
   * Scrolls whatever scrolls around an element until a point of it stands in the middle.
   * @param {Element} element @param {number} x @param {number} y
   */
  const bring = (element, x, y) => {
    const room = { width: innerWidth, height: innerHeight };
    for (let box = outside(element); box; box = outside(box)) {
      const { left, top } = placeOf(element);
      const within = documentOf(box);
      const [width, height] = [widthOf(box) ?? 0, heightOf(box) ?? 0];
      if (within !== documentOf(element)) {
        // From here on it is the frame that is moved.
        [element, x, y] = [box, left + x + (leftOf(box) ?? 0), top + y + (topOf(box) ?? 0)];
        continue;
      }
      if (!before.has(box)) before.set(box, [scrolledX(box) ?? 0, scrolledY(box) ?? 0]);
      const root = box === within?.scrollingElement;
      const view = root ? { left: 0, top: 0 } : placeOf(box);
      if (root || getComputedStyle(box).overflow !== 'visible') {
        room.width = Math.min(room.width, width);
        room.height = Math.min(room.height, height);
      }
      Reflect.apply(scrollBy, box, [{ left: left + x - view.left - width / 2, top: top + y - view.top - height / 2, behavior: 'instant' }]);
    }
    return room;
  };

  /** Until what was scrolled to is loaded and painted. @param {Element} element */
  const painted = async (element) => {
    await /** @type {Partial<HTMLImageElement>} */ (element).decode?.().catch(() => {});
    for (let frame = 0; frame < 2; frame += 1) await new Promise((go) => requestAnimationFrame(go));
  };

  /**
   * Where an element stands in the view once a point of it was scrolled to, and what room there is for it.
   * @param {number} at @param {[number, number] | null} point none to leave the page as it is
   */
  const show = async (at, point) => {
    const element = pictures[at];
    if (!element?.isConnected) return undefined;
    const view = { width: innerWidth, height: innerHeight };
    const room = point ? bring(element, ...point) : view;
    clearTimeout(forgotten);
    forgotten = setTimeout(putBack, FORGOTTEN);
    await Promise.race([painted(element), new Promise((go) => setTimeout(go, PATIENCE))]);
    let { left, top } = placeOf(element);
    for (let frame = element.ownerDocument.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
      const around = frame.getBoundingClientRect();
      left += around.left + frame.clientLeft;
      top += around.top + frame.clientTop;
    }
    return { left, top, view, room };
  };

  const putBack = () => {
    for (const [box, [left, top]] of before) Reflect.apply(scrollTo, box, [{ left, top, behavior: 'instant' }]);
    before.clear();
  };

  /** A picture's own pixels, where the browser lets the page itself have them. @param {number} at */
  const pixels = (at) => {
    const image = /** @type {HTMLImageElement} */ (pictures[at]);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || width * height > MOST_PIXELS) return undefined;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    try {
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL();
    } catch {
      return undefined;
    }
  };

  const shared = /** @type {{ tandem?: object }} */ (globalThis);
  shared.tandem = { ...shared.tandem, list, show, putBack, pixels };
})();
