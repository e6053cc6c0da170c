/**
 * Lists the origins of the page's visible frames as the page reports them, the largest first.
 * Injected by `shared/page.js` after `nodes.js`. Runs in the isolated world, and reaches into
 * frames of the same origin and into shadow roots.
 */
(() => {
  const MOST_ELEMENTS = 60_000;
  const MOST = 50;

  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, frames?: typeof frames } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;
  nodes.begin();

  /** @type {{ origin: string, size: number }[]} */
  const found = [];
  let looked = 0;
  /** In CSS pixels: the least room that one must have. */
  let [wide, high] = [0, 0];

  /** A sandboxed frame has no origin of its own. @param {Element} frame */
  const apart = (frame) => {
    const sandbox = nodes.attribute(frame, 'sandbox');
    return sandbox !== null && !/(?:^|\s)allow-same-origin(?:\s|$)/i.test(sandbox);
  };

  /** @param {Element} frame */
  const add = (frame) => {
    const { width, height } = nodes.box(frame);
    if (!nodes.solid(frame) || width < wide || height < high) return;
    const inner = nodes.inner(frame);
    if (inner) return collect(inner);
    const url = URL.parse(nodes.attribute(frame, 'src') ?? '', nodes.base(frame));
    const other = url && /^https?:$/.test(url.protocol) && url.origin !== location.origin;
    if (other && !apart(frame)) found.push({ origin: url.origin, size: width * height });
  };

  /** @param {Document | ShadowRoot} root */
  const collect = (root) => {
    for (const element of nodes.all(root, '*')) {
      looked += 1;
      if (looked > MOST_ELEMENTS || found.length >= MOST) return;
      if (/^i?frame$/.test(nodes.tag(element))) add(element);
      const shadow = nodes.shadow(element);
      if (shadow) collect(shadow);
    }
  };

  /** @param {number} width @param {number} height */
  const frames = (width, height) => {
    [wide, high] = [width, height];
    collect(document);
    return found.sort((one, two) => two.size - one.size).map(({ origin }) => origin);
  };

  shared.tandem.frames = frames;
})();
