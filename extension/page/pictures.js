/**
 * Lists the elements that may show a QR code, scrolls to one, and scrolls back. The reader finds
 * out from the pixels which of them is a code.
 *
 * Injected by `shared/page.js`. Runs in the isolated world, and reaches into frames of the same
 * origin and into shadow roots. It draws nothing, and changes nothing but scroll positions.
 */
(() => {
  /** In CSS pixels: QR codes on pages are neither smaller nor larger. */
  const [SMALLEST, LARGEST] = [40, 2500];
  const MOST = 8;
  const MOST_PIXELS = 25_000_000;
  /** In milliseconds, for a page that doesn't paint. */
  const PATIENCE = 700;
  /**
   * In milliseconds: after this we scroll back without being asked, since the popup may have been
   * closed.
   */
  const FORGOTTEN = 5000;
  let forgotten = 0;

  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes } & Record<string, unknown> }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;

  const DRAWN = 'img, canvas, svg, input[type=image], object, embed';
  /** A QR code made of block characters, as in terminals. */
  const BLOCKS = /[▀▄█]{3}/;
  const HINT = /qr|otp|mfa|2fa|totp|barcode|^data:/i;

  /** @type {Element[]} */
  let pictures = [];
  /** Scroll positions before we changed them. @type {Map<Element, [number, number]>} */
  const before = new Map();

  /** The parent element, out of shadow roots and frames. @param {Element} element */
  const outside = (element) => nodes.beyond(element);

  /** @param {import('./nodes.js').Root} root @returns {Generator<Element>} */
  function* below(root) {
    for (const element of nodes.all(root, '*')) {
      yield element;
      const more = nodes.shadow(element) ?? nodes.inner(element);
      if (more) yield* below(more);
    }
  }

  /** @param {Element} element */
  const blocks = (element) =>
    nodes.matches(element, 'pre, code') &&
    nodes
      .children(element)
      .some((child) => BLOCKS.test((nodes.data(child) ?? '').slice(0, 10_000)));

  /** How likely it is a QR code; 0 for elements without a picture. @param {Element} element */
  const likely = (element) => {
    const { width, height } = nodes.box(element);
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    const square = long < 1.3 * short;
    if (short < SMALLEST || long > LARGEST || !nodes.solid(element)) return 0;
    const drawn =
      nodes.matches(element, DRAWN) ||
      blocks(element) ||
      (square &&
        (nodes.matches(element, 'table') ||
          getComputedStyle(element).backgroundImage.includes('url(')));
    const hint = ['alt', 'src', 'id', 'class', 'aria-label'].some((name) =>
      HINT.test(nodes.attribute(element, name) ?? ''),
    );
    return drawn ? 1 + (square ? 1 : 0) + (hint ? 2 : 0) : 0;
  };

  /**
   * The visible share of each, considering frames and scrolled boxes around it.
   * @returns {Promise<Map<Element, number>>}
   */
  const shares = () =>
    new Promise((tell) => {
      const observer = new IntersectionObserver((entries) => {
        observer.disconnect();
        tell(new Map(entries.map(({ target, intersectionRatio }) => [target, intersectionRatio])));
      });
      for (const element of pictures) observer.observe(element);
      setTimeout(() => tell(new Map()), pictures.length ? PATIENCE : 0);
    });

  /**
   * @param {string} source the address of the one picture that is meant; empty for all that may be
   * codes
   */
  const list = async (source) => {
    nodes.begin();
    const all = [...below(document)];
    const shows = (/** @type {Element} */ element) =>
      [
        /** @type {HTMLImageElement} */ (element).currentSrc,
        /** @type {HTMLImageElement} */ (element).src,
      ].includes(source);
    const ranked = source
      ? all.filter(shows)
      : all
          .map((element) => ({ element, rank: likely(element) }))
          .filter(({ rank }) => rank)
          .sort((a, b) => b.rank - a.rank)
          .map(({ element }) => element);
    pictures = ranked.slice(0, 10 * MOST);
    const seen = await shares();
    return pictures
      .map((element, at) => {
        const { width, height } = nodes.box(element);
        return { at, width, height, whole: (seen.get(element) ?? 0) > 0.99 };
      })
      .filter(({ whole }) => source || !whole)
      .slice(0, MOST);
  };

  /**
   * Scrolls everything around an element until a point of it is in the middle.
   * @param {Element} element @param {number} x @param {number} y
   */
  const bring = (element, x, y) => {
    const room = { width: innerWidth, height: innerHeight };
    for (let box = outside(element); box; box = outside(box)) {
      const { left, top } = nodes.box(element);
      if (nodes.owner(box) !== nodes.owner(element)) {
        // From here on, the frame is what has to move.
        const edge = nodes.edge(box);
        [element, x, y] = [box, left + x + edge.left, top + y + edge.top];
        continue;
      }
      if (!before.has(box)) before.set(box, nodes.scrolled(box));
      const root = box === nodes.scroller(box);
      const view = root ? { left: 0, top: 0 } : nodes.box(box);
      const inner = nodes.room(box);
      if (root || getComputedStyle(box).overflow !== 'visible') {
        room.width = Math.min(room.width, inner.width);
        room.height = Math.min(room.height, inner.height);
      }
      nodes.scrollBy(box, {
        left: left + x - view.left - inner.width / 2,
        top: top + y - view.top - inner.height / 2,
        behavior: 'instant',
      });
    }
    return room;
  };

  /** Resolves when the picture is loaded and painted. @param {Element} element */
  const painted = async (element) => {
    await /** @type {Partial<HTMLImageElement>} */ (element).decode?.().catch(() => {});
    for (let frame = 0; frame < 2; frame += 1) await new Promise((go) => requestAnimationFrame(go));
  };

  /**
   * The place of an element in the view after scrolling a point of it to the middle, and the room
   * for it.
   * @param {number} at @param {[number, number] | null} point null leaves the page as it is
   */
  const show = async (at, point) => {
    const element = pictures[at];
    if (!element || !nodes.connected(element)) return undefined;
    const view = { width: innerWidth, height: innerHeight };
    const room = point ? bring(element, ...point) : view;
    clearTimeout(forgotten);
    forgotten = setTimeout(putBack, FORGOTTEN);
    await Promise.race([painted(element), new Promise((go) => setTimeout(go, PATIENCE))]);
    let { left, top } = nodes.box(element);
    for (
      let frame = nodes.view(element)?.frameElement;
      frame;
      frame = nodes.view(frame)?.frameElement
    ) {
      const around = nodes.box(frame);
      const edge = nodes.edge(frame);
      left += around.left + edge.left;
      top += around.top + edge.top;
    }
    return { left, top, view, room };
  };

  const putBack = () => {
    for (const [box, [left, top]] of before)
      nodes.scrollTo(box, { left, top, behavior: 'instant' });
    before.clear();
  };

  /**
   * A picture's own pixels, if the browser lets the page itself read them.
   * @param {number} at
   */
  const pixels = (at) => {
    const image = /** @type {HTMLImageElement} */ (pictures[at]);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || width * height > MOST_PIXELS) return undefined;
    const canvas = nodes.canvas(width, height);
    try {
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL();
    } catch {
      return undefined;
    }
  };

  shared.tandem = { ...shared.tandem, list, show, putBack, pixels };
})();
