/**
 * Describes the inputs of the page, for `form` in the core, and remembers them for `fill.js`.
 *
 * Injected into the top frame by `shared/page.js`, runs in the isolated world, reaches into frames of
 * the same origin and into open shadow roots. It judges nothing: what an input is for follows from
 * what is told here, elsewhere. The value of the last expression is what the popup gets.
 */
(() => {
  /** What is told of a page is bounded: a page cannot make the popup slow. */
  const MOST_INPUTS = 300;
  const MOST_FRAMES = 30;
  const LONG = 1200;
  const SHORT = 240;

  const GROUPS = 'form, [role=form], dialog, [role=dialog], [role=alertdialog]';
  const BUTTONS = 'button, [role=button], input[type=submit], input[type=button], input[type=image]';
  const HEADINGS = 'h1, h2, h3, h4, h5, h6, legend, [role=heading]';
  const SILENT = 'script, style, noscript, template, option, select, textarea, svg, a, button, [role=button]';

  /** @type {HTMLInputElement[]} */
  const elements = [];
  /** @type {import('../wasm/tandem.js').InputView[]} */
  const inputs = [];
  /** @type {Map<Node, number>} */
  const places = new Map();
  /** @type {import('../wasm/tandem.js').GroupView[]} */
  const groups = [];
  let frames = 0;

  /** @param {string | null | undefined} text @param {number} most */
  const short = (text, most) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, most);

  /** @param {Element} element */
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });

  /** The element around, out of a shadow root too. @param {Element} element @returns {Element | null} */
  const outside = (element) => {
    const parent = element.parentNode;
    return parent && 'host' in parent ? /** @type {ShadowRoot} */ (parent).host : element.parentElement;
  };

  /** Closed ones too, where the browser gives them to extensions. @param {Element} element */
  const shadowOf = (element) =>
    element.shadowRoot ?? (element instanceof HTMLElement ? globalThis.chrome?.dom?.openOrClosedShadowRoot(element) : null);

  /** @param {Element} element @param {string} selector @returns {Element | null} */
  const around = (element, selector) => {
    for (let at = /** @type {Element | null} */ (element); at; at = outside(at)) if (at.matches(selector)) return at;
    return null;
  };

  /**
   * The text that a person reads in a node; what can be pressed is told apart.
   * @param {Node} node @param {number} most
   */
  const read = (node, most) => {
    let text = '';
    /** @param {Node} at */
    const walk = (at) => {
      if (text.length > most) return;
      if (at.nodeType === Node.TEXT_NODE) text += ` ${at.nodeValue}`;
      else if (!isElement(at) || (at.matches(SILENT) && at !== node) || !seen(at)) return;
      else for (const child of at.childNodes) walk(child);
    };
    if (isElement(node)) walk(node);
    else if (node.nodeType === Node.TEXT_NODE) text = node.nodeValue ?? '';
    else for (const child of node.childNodes) walk(child);
    return short(text, most);
  };

  /** Not `instanceof`: each frame has classes of its own. @param {Node} node @returns {node is Element} */
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

  /** @param {HTMLInputElement} element @param {string} attribute */
  const referred = (element, attribute) => {
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    const ids = (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean);
    return ids.map((id) => short(root.getElementById(id)?.textContent, SHORT)).join(' ');
  };

  /** @param {HTMLInputElement} element */
  const labelOf = (element) => {
    const own = [...(element.labels ?? [])].map((label) => read(label, SHORT));
    // Beside a pattern the title explains the pattern (HTML, "The pattern attribute"), and names nothing.
    const title = element.pattern ? '' : element.title;
    const texts = [...own, referred(element, 'aria-labelledby'), element.getAttribute('aria-label'), title];
    return short([...new Set(texts.filter(Boolean))].join(' '), SHORT);
  };

  /** What a fieldset or a group of boxes is called. @param {HTMLInputElement} element */
  const setOf = (element) => {
    const set = around(element, 'fieldset, [role=group], [role=radiogroup]');
    if (!set) return '';
    const root = /** @type {Document | ShadowRoot} */ (set.getRootNode());
    const ids = (set.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const legend = set.querySelector(':scope > legend')?.textContent;
    const named = ids.map((id) => root.getElementById(id)?.textContent);
    return short([set.getAttribute('aria-label'), legend, ...named].filter(Boolean).join(' '), SHORT);
  };

  /**
   * The text that stands before an input, up to the next input; where there is none, the text after it.
   * @param {HTMLInputElement} element
   */
  const textBefore = (element) => {
    for (let at = /** @type {Element | null} */ (element), levels = 0; at && levels < 5; at = outside(at), levels += 1) {
      if (at.matches(GROUPS)) break;
      for (let before = at.previousSibling; before; before = before.previousSibling) {
        if (isElement(before) && (before.matches('input, select, textarea') || before.querySelector('input:not([type=hidden]), select, textarea'))) {
          if (seen(before)) return '';
          continue;
        }
        const text = read(before, LONG);
        if (text) return text.slice(-SHORT);
      }
    }
    const after = element.nextElementSibling;
    return after && !after.matches(SILENT) && !after.querySelector('input') ? read(after, SHORT) : '';
  };

  /** Its own address is left out where it is the picture itself. @param {Element} picture */
  const nameOfPicture = (picture) => {
    const src = picture.getAttribute('src') ?? '';
    const from = src.startsWith('data:') || src.startsWith('blob:') ? '' : src.split(/[?#]/)[0]?.slice(-60);
    return [picture.getAttribute('alt'), picture.id, picture.getAttribute('class'), from].filter(Boolean).join(' ');
  };

  /** @typedef {{ x: number, y: number, seen: boolean }} Frame where a frame's corner is in the top page */

  /** @param {Element} element @param {Frame} frame */
  const placeOf = (element, frame) => {
    const box = element.getBoundingClientRect();
    return { left: box.left + frame.x, top: box.top + frame.y, width: box.width, height: box.height };
  };

  /**
   * What a person has read on the way to a form that holds nothing but fields.
   * @param {Element} element
   */
  const readBefore = (element) => {
    let text = '';
    for (let at = /** @type {Element | null} */ (element), levels = 0; at && levels < 4 && !at.matches('body, dialog, [role=dialog]'); at = outside(at), levels += 1) {
      for (let before = at.previousElementSibling; before && text.length < SHORT; before = before.previousElementSibling) {
        const aside = before.matches(`nav, header, aside, footer, ${SILENT}`) || before.querySelector('input:not([type=hidden]), select, textarea');
        if (!aside) text = `${read(before, SHORT)} · ${text}`;
      }
    }
    return text.slice(-SHORT);
  };

  /** @param {HTMLInputElement} element @param {Frame} frame */
  const groupOf = (element, frame) => {
    /** @type {Element} */
    let found = around(element, GROUPS) ?? element;
    if (found === element) {
      // No form: the smallest part of the page that has something to press.
      for (let at = outside(element); at; at = outside(at)) {
        found = at;
        if (at.querySelector(BUTTONS)) break;
      }
    }
    const known = places.get(found);
    if (known !== undefined) return known;
    const within = [...found.querySelectorAll(HEADINGS)].filter(seen);
    const headings = within.length ? within : [...found.ownerDocument.querySelectorAll(HEADINGS)].filter(seen);
    const buttons = [...found.querySelectorAll(BUTTONS)].filter(seen).slice(0, 12);
    const pictures = [...found.querySelectorAll('img, canvas')].filter(seen).slice(0, 8);
    const attribute = (/** @type {string} */ name) => found.getAttribute(name);
    groups.push({
      name: short(['id', 'name', 'class', 'action', 'data-testid'].map(attribute).filter(Boolean).join(' '), SHORT),
      text: `${readBefore(found)} · ${read(found, LONG)}`,
      heading: short(headings.slice(0, 4).map((heading) => heading.textContent).join(' · '), SHORT),
      pictures: pictures.map((picture) => ({ name: short(nameOfPicture(picture), SHORT), ...placeOf(picture, frame) })),
      buttons: short(buttons.map((button) => button.textContent?.trim() || button.getAttribute('value') || button.getAttribute('aria-label')).join(' '), SHORT),
    });
    places.set(found, groups.length - 1);
    return groups.length - 1;
  };

  /** Whether any of it is where a person could scroll to. @param {HTMLInputElement} element @param {DOMRect} box */
  const onPage = (element, box) => {
    const view = element.ownerDocument.defaultView;
    if (!view || box.width < 2 || box.height < 2) return false;
    if (box.right + view.scrollX <= 0 || box.bottom + view.scrollY <= 0) return false;
    for (let at = outside(element); at; at = outside(at)) {
      const own = at.getBoundingClientRect();
      const clips = (own.width < 3 || own.height < 3) && getComputedStyle(at).overflow !== 'visible';
      if (clips) return false;
    }
    return true;
  };

  /** @param {HTMLInputElement} element */
  const opacityOf = (element) => {
    let opacity = 1;
    for (let at = /** @type {Element | null} */ (element); at; at = outside(at)) opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  };

  /** @param {HTMLInputElement} element @param {Frame} frame */
  const describe = (element, frame) => {
    const box = element.getBoundingClientRect();
    const kind = element.type;
    const data = [...element.attributes].filter(({ name }) => /^data-|^ng-|^formcontrol|^v-model|^class$/i.test(name));
    elements.push(element);
    inputs.push({
      kind,
      name: short(element.name, SHORT),
      id: short(element.id, SHORT),
      autocomplete: short(element.getAttribute('autocomplete'), SHORT),
      mode: short(element.inputMode, SHORT),
      pattern: short(element.pattern, SHORT),
      label: labelOf(element),
      placeholder: short(element.placeholder, SHORT),
      hint: short(`${referred(element, 'aria-describedby')} ${element.pattern ? element.title : ''}`, SHORT),
      extra: short(data.map(({ name, value }) => (name === 'class' ? value : `${name} ${value}`)).join(' '), SHORT),
      set: setOf(element),
      near: textBefore(element),
      // What a person typed into a password field is nobody's business.
      value: kind === 'password' ? '' : element.value.slice(0, SHORT),
      longest: element.maxLength,
      visible: frame.seen && seen(element) && onPage(element, box),
      opacity: opacityOf(element),
      aside: around(element, '[aria-hidden=true]') !== null,
      open: !element.matches(':disabled') && !element.readOnly && around(element, '[inert]') === null,
      ...placeOf(element, frame),
      group: groupOf(element, frame),
    });
  };

  /** @param {Document | ShadowRoot} root @param {Frame} frame */
  const collect = (root, frame) => {
    for (const element of root.querySelectorAll('*')) {
      if (inputs.length >= MOST_INPUTS) return;
      if (element.localName === 'input') {
        if (/** @type {HTMLInputElement} */ (element).type !== 'hidden') describe(/** @type {HTMLInputElement} */ (element), frame);
      } else if (element.localName === 'iframe' || element.localName === 'frame') {
        enter(/** @type {HTMLIFrameElement} */ (element), frame);
      }
      const shadow = shadowOf(element);
      if (shadow) collect(shadow, frame);
    }
  };

  /** A document of another origin is not given out: it stays unread. @param {HTMLIFrameElement} element @param {Frame} frame */
  const enter = (element, frame) => {
    const inner = element.contentDocument;
    frames += 1;
    if (!inner || frames > MOST_FRAMES) return;
    const box = element.getBoundingClientRect();
    const shown = frame.seen && seen(element) && box.width > 2 && box.height > 2;
    collect(inner, { x: frame.x + box.left + element.clientLeft, y: frame.y + box.top + element.clientTop, seen: shown });
  };

  collect(document, { x: window.scrollX, y: window.scrollY, seen: true });
  const shared = /** @type {{ tandem?: { elements?: HTMLInputElement[] } }} */ (globalThis);
  shared.tandem = { ...shared.tandem, elements };
  return { url: location.href, title: short(document.title, SHORT), inputs, groups };
})();
