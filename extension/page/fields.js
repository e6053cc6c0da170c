/**
 * Describes the inputs of the page for core's `form`, and remembers them for `fill.js`.
 *
 * Injected into the top frame by `shared/page.js` after `nodes.js`. Runs in the isolated world, and
 * reaches into frames of the same origin and into open shadow roots. It decides nothing: the core
 * concludes from this description what an input is for. The popup receives the value of the last
 * expression.
 */
(() => {
  /** Limits, so that no page can make the popup slow. */
  const MOST_INPUTS = 300;
  const MOST_FRAMES = 30;
  const MOST_ELEMENTS = 60_000;
  const LONG = 1200;
  const SHORT = 240;

  const GROUPS = 'form, [role=form], dialog, [role=dialog], [role=alertdialog]';
  const SETS =
    'fieldset, [role=group], [role=radiogroup], [role=region], section[aria-label], section[aria-labelledby]';
  const BUTTONS =
    'button, [role=button], input[type=submit], input[type=button], input[type=image]';
  const HEADINGS = 'h1, h2, h3, h4, h5, h6, legend, [role=heading]';
  /** Icon fonts draw the word that is their text: "key", "lock". */
  const ICONS = 'mat-icon, .material-icons, [class*=material-symbols]';
  const SILENT = `script, style, noscript, template, option, select, textarea, svg, a, button, [role=button], ${ICONS}`;
  const FIELDS = 'input:not([type=hidden]), select, textarea';
  /** In CSS pixels: a box takes one character. */
  const WIDEST = 100;
  /** Boxes that aren't inputs: the editable element itself, not its parts. */
  const EDITABLE = '[contenteditable]:not([contenteditable=false])';

  const shared =
    /** @type {{ tandem: { nodes: import('./nodes.js').Nodes, elements?: HTMLElement[], pointed?: HTMLElement | undefined, pointedAt?: (anew: boolean) => number | undefined } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { nodes } = shared.tandem;
  nodes.begin();

  /** @type {HTMLElement[]} */
  const elements = [];
  /** @type {import('../wasm/tandem.js').InputView[]} */
  const inputs = [];
  /** @type {Map<Node, number>} */
  const places = new Map();
  /** @type {import('../wasm/tandem.js').GroupView[]} */
  const groups = [];
  /**
   * What an element and its ancestors let through.
   * @type {Map<Element, { opacity: number, clips: boolean }>}
   */
  const through = new Map();
  let frames = 0;
  let looked = 0;

  /** @param {string | null | undefined} text @param {number} most */
  const short = (text, most) =>
    (text ?? '')
      .slice(0, 8 * most)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, most);

  /** The content of a custom element is in its shadow root. @param {Node} node */
  const shadowOf = (node) =>
    nodes.isElement(node) && nodes.tag(node).includes('-') ? nodes.shadow(node) : null;

  /** @param {Node} node */
  const childrenOf = (node) => {
    const shadow = shadowOf(node);
    return [...(shadow ? nodes.children(shadow) : []), ...nodes.children(node)];
  };

  /**
   * The start of a node's text, without the text of skipped elements.
   * @param {Node} node @param {number} most @param {(element: Element) => boolean} skipped
   */
  const gather = (node, most, skipped) => {
    let text = '';
    /** Nodes still to be read, the next one last: a tree may be deeper than the call stack. */
    const waiting = [node];
    for (let at = waiting.pop(); at && text.length <= most; at = waiting.pop()) {
      const own = nodes.data(at);
      if (own !== null) text += ` ${own.slice(0, 4 * most)}`;
      else if (!nodes.isElement(at) || !skipped(at))
        waiting.push(...childrenOf(at).slice(0, 400).reverse());
    }
    return short(text, most);
  };

  /**
   * The visible text of a node, without that of buttons and links, which are described separately.
   * @param {Node} node
   * @param {number} most
   */
  const read = (node, most) =>
    gather(
      node,
      most,
      (element) => (element !== node && nodes.matches(element, SILENT)) || !nodes.shown(element),
    );

  /** A label may be hidden, and a button is read in full. @param {Node | null} node */
  const whole = (node) =>
    node ? gather(node, SHORT, (element) => nodes.matches(element, 'script, style')) : '';

  /** @type {Map<string, Map<Element, boolean>>} */
  const held = new Map();
  /**
   * Whether an element contains a match; cached, since every input asks the same ancestors.
   * @param {Element} element
   * @param {string} selector
   */
  const holds = (element, selector) => {
    const known = held.get(selector) ?? new Map();
    held.set(selector, known);
    if (!known.has(element)) known.set(element, nodes.first(element, selector) !== null);
    return known.get(element);
  };

  /**
   * The texts of the elements whose ids an attribute lists.
   * @param {Element} element
   * @param {string} attribute
   */
  const referred = (element, attribute) => {
    const root = nodes.rootOf(element);
    const ids = (nodes.attribute(element, attribute) ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 8);
    return ids.map((id) => whole(nodes.byId(root, id)));
  };

  /** @param {HTMLElement} element */
  const labelOf = (element) => {
    const own = [...(isInput(element) ? (element.labels ?? []) : [])]
      .slice(0, 4)
      .map((label) => read(label, SHORT));
    // With a `pattern`, the title explains the pattern (HTML, "The pattern attribute") and isn't a
    // name.
    const title = nodes.attribute(element, 'pattern') ? '' : nodes.attribute(element, 'title');
    const texts = [
      ...own,
      ...referred(element, 'aria-labelledby'),
      nodes.attribute(element, 'aria-label'),
      title,
    ];
    return short([...new Set(texts.filter(Boolean))].join(' '), SHORT);
  };

  /** @param {HTMLElement} element @returns {element is HTMLInputElement} */
  const isInput = (element) => nodes.tag(element) === 'input';

  /** What a fieldset, a form or a dialog is called. @param {Element} element */
  const namesOf = (element) =>
    [
      nodes.attribute(element, 'aria-label'),
      whole(nodes.first(element, ':scope > legend')),
      ...referred(element, 'aria-labelledby'),
      nodes.attribute(element, 'title'),
    ].filter(Boolean);

  /**
   * The name of a fieldset, a region or a group of boxes within the form.
   * @param {Element} element
   */
  const setOf = (element) => {
    const set = nodes.around(element, `${SETS}, ${GROUPS}`);
    return set && nodes.matches(set, SETS) ? short(namesOf(set).join(' '), SHORT) : '';
  };

  /**
   * The names of a group and of what it is in: many dialogs have no heading.
   * @param {Element} group
   */
  const namesAround = (group) => {
    const names = [];
    for (
      let at = /** @type {Element | null} */ (group), levels = 0;
      at && levels < 12;
      at = nodes.outside(at), levels += 1
    )
      if (nodes.matches(at, `${SETS}, ${GROUPS}`)) names.push(...namesOf(at));
    return names;
  };

  /**
   * The text between the previous input and this one; if there is none, the text after this one.
   * @param {Element} element
   */
  const textBefore = (element) => {
    for (
      let at = /** @type {Element | null} */ (element), levels = 0;
      at && levels < 5;
      at = nodes.outside(at), levels += 1
    ) {
      if (nodes.matches(at, GROUPS)) break;
      for (let before = nodes.before(at); before; before = nodes.before(before)) {
        if (
          nodes.isElement(before) &&
          (nodes.matches(before, 'input, select, textarea') || holds(before, FIELDS))
        ) {
          if (nodes.shown(before)) return '';
          continue;
        }
        if (nodes.isElement(before) && nodes.matches(before, ICONS)) continue;
        const text = read(before, LONG);
        if (text) return text.slice(-SHORT);
      }
    }
    const after = nodes.after(element);
    return after && !nodes.matches(after, SILENT) && !holds(after, 'input')
      ? read(after, SHORT)
      : '';
  };

  /** Leaves out the address of a data URL. @param {Element} picture */
  const nameOfPicture = (picture) => {
    const [src, alt, id, kind] = ['src', 'alt', 'id', 'class'].map(
      (name) => nodes.attribute(picture, name) ?? '',
    );
    const from = /^(?:data|blob):/.test(src ?? '') ? '' : src?.split(/[?#]/)[0]?.slice(-60);
    return [alt, id, kind, from].filter(Boolean).join(' ');
  };

  /** Letters that are drawn are; icons are not. @param {Element} picture */
  const isWide = (picture) => {
    const { width, height } = nodes.box(picture);
    return width >= 45 && width >= height * 1.6;
  };

  /** @typedef {{ x: number, y: number, seen: boolean }} Frame a frame's corner in the top page */

  /** @param {Element} element @param {Frame} frame */
  const placeOf = (element, frame) => {
    const box = nodes.box(element);
    return {
      left: box.left + frame.x,
      top: box.top + frame.y,
      width: box.width,
      height: box.height,
    };
  };

  /**
   * What the user has read above a form that contains only fields.
   * @param {Element} element
   */
  const readBefore = (element) => {
    let text = '';
    for (
      let at = /** @type {Element | null} */ (element), levels = 0;
      at && levels < 4 && !nodes.matches(at, 'body, dialog, [role=dialog]');
      at = nodes.outside(at), levels += 1
    ) {
      for (
        let before = nodes.before(at);
        before && text.length < SHORT;
        before = nodes.before(before)
      ) {
        if (!nodes.isElement(before)) continue;
        const aside =
          nodes.matches(before, `nav, header, aside, footer, ${SILENT}`) || holds(before, FIELDS);
        if (!aside) text = `${read(before, SHORT)} · ${text}`;
      }
    }
    return text.slice(-SHORT);
  };

  /**
   * The group of an input: its form, or the smallest part of the page with a button.
   * @param {Element} element
   */
  const partOf = (element) => {
    const form = nodes.around(element, GROUPS);
    if (form) return form;
    let found = element;
    for (let at = nodes.outside(element); at; at = nodes.outside(at)) {
      found = at;
      const shadow = shadowOf(at);
      if (holds(at, BUTTONS) || (shadow && nodes.first(shadow, BUTTONS))) break;
    }
    return found;
  };

  /** @type {Map<Element, string[]>} */
  const sent = new Map();
  /**
   * The other origins to which a form, or one of its buttons, sends its content.
   * @param {Element | null | undefined} form
   */
  const targetsOf = (form) => {
    if (!form) return [];
    const known = sent.get(form);
    if (known) return known;
    const given = [
      nodes.attribute(form, 'action'),
      ...nodes.controls(form).map((control) => nodes.attribute(control, 'formaction')),
    ];
    const origins = given
      .filter((target) => target !== null)
      .map((target) => {
        const url = URL.parse(target, nodes.base(form));
        return url && /^https?:$/.test(url.protocol) ? url.origin : location.origin;
      });
    const others = [...new Set(origins)].filter((origin) => origin !== location.origin);
    sent.set(form, others);
    return others;
  };

  /** @param {Element} element @param {Frame} frame */
  const groupOf = (element, frame) => {
    const found = partOf(element);
    const known = places.get(found);
    if (known !== undefined) return known;
    const seenIn = (
      /** @type {import('./nodes.js').Root} */ root,
      /** @type {string} */ selector,
      /** @type {number} */ most,
    ) => {
      /** @type {Element[]} */
      const kept = [];
      const shadow = shadowOf(root);
      const all = [...(shadow ? nodes.all(shadow, selector) : []), ...nodes.all(root, selector)];
      for (const one of all.slice(0, 200)) {
        if (kept.length === most) break;
        if (nodes.shown(one)) kept.push(one);
      }
      return kept;
    };
    const within = seenIn(found, HEADINGS, 4);
    const headings = within.length ? within : seenIn(nodes.owner(found), HEADINGS, 4);
    const said = (/** @type {Element} */ pressed) =>
      whole(pressed) || nodes.attribute(pressed, 'value') || nodes.attribute(pressed, 'aria-label');
    groups.push({
      name: short(
        ['id', 'name', 'class', 'action', 'data-testid']
          .map((name) => nodes.attribute(found, name))
          .filter(Boolean)
          .join(' '),
        SHORT,
      ),
      text: `${readBefore(found)} · ${read(found, LONG)}`,
      heading: short(
        [...new Set([...headings.map(whole), ...namesAround(found)])].join(' · '),
        SHORT,
      ),
      pictures: [
        ...seenIn(found, 'img, canvas, iframe, object', 8),
        ...seenIn(found, 'svg', 24).filter(isWide).slice(0, 4),
      ].map((picture) => ({
        name: short(nameOfPicture(picture), SHORT),
        ...placeOf(picture, frame),
      })),
      buttons: short(seenIn(found, BUTTONS, 12).map(said).join(' · '), SHORT),
      links: short(seenIn(found, 'a', 12).map(said).join(' · '), SHORT),
    });
    places.set(found, groups.length - 1);
    return groups.length - 1;
  };

  /**
   * How much of an element shows through its ancestors.
   * @param {Element | null} element
   */
  const throughOf = (element) => {
    const chain = [];
    let known;
    for (let at = element; at && chain.length < 600; at = nodes.outside(at)) {
      known = through.get(at);
      if (known) break;
      chain.push(at);
    }
    let { opacity, clips } = known ?? { opacity: 1, clips: false };
    for (const at of chain.reverse()) {
      const style = getComputedStyle(at);
      const own = nodes.box(at);
      opacity *= Number(style.opacity);
      clips ||= (own.width < 3 || own.height < 3) && style.overflow !== 'visible';
      through.set(at, { opacity, clips });
    }
    return { opacity, clips };
  };

  /**
   * Whether any of it is where the user could scroll to.
   * @param {Element} element
   * @param {DOMRect} box
   */
  const onPage = (element, box) => {
    const view = nodes.view(element);
    if (!view || box.width < 2 || box.height < 2) return false;
    if (box.right + view.scrollX <= 0 || box.bottom + view.scrollY <= 0) return false;
    return !throughOf(nodes.outside(element)).clips;
  };

  /**
   * A value reduced to what the core needs: whether it is a secret, or something other than a code.
   * Letters and digits are replaced by their kind, unless they may be the name of an AWS account.
   * @param {HTMLElement} element
   */
  const valueOf = (element) => {
    // We never read what was typed into a password field.
    const value = (
      isInput(element) ? (element.type === 'password' ? '' : element.value) : whole(element)
    ).trim();
    if (/^otpauth:/i.test(value)) return 'otpauth:';
    const named = /^[\da-z-]{3,63}$/.test(value) && !/^[2-7a-z-]{16,}$/.test(value);
    if (named && /text|tel|number/.test(isInput(element) ? element.type : '')) return value;
    return value
      .slice(0, 64)
      .replace(/[a-z]/gi, 'A')
      .replace(/[2-7]/g, '7')
      .replace(/[0189]/g, '0')
      .replace(/[^A70 @/.+=-]/g, '_');
  };

  /**
   * A wide one is for text, not one of a code's boxes.
   * @param {HTMLElement} element
   */
  const kindOf = (element) =>
    nodes.tag(element) === 'textarea' || nodes.box(element).width > WIDEST
      ? 'textarea'
      : 'editable';

  /**
   * @param {HTMLElement} element
   * @param {Frame} frame
   * @returns {import('../wasm/tandem.js').InputView}
   */
  const describe = (element, frame) => {
    const input = isInput(element) ? element : undefined;
    const box = nodes.box(element);
    const [pattern, placeholder] = [
      input?.pattern ?? '',
      input?.placeholder ?? nodes.attribute(element, 'data-placeholder'),
    ];
    const data = nodes
      .attributes(element)
      .slice(0, 60)
      .filter(({ name }) => /^data-|^ng-|^formcontrol|^v-model|^class$/i.test(name));
    const explained = pattern ? (nodes.attribute(element, 'title') ?? '') : '';
    const open = input
      ? !nodes.matches(input, ':disabled') && !input.readOnly
      : nodes.attribute(element, 'aria-disabled') !== 'true';
    return {
      kind: input?.type ?? kindOf(element),
      name: short(nodes.attribute(element, 'name'), SHORT),
      id: short(nodes.attribute(element, 'id'), SHORT),
      autocomplete: short(nodes.attribute(element, 'autocomplete'), SHORT),
      mode: short(nodes.attribute(element, 'inputmode')?.toLowerCase(), SHORT),
      pattern: short(pattern, SHORT),
      label: labelOf(element),
      placeholder: short(placeholder, SHORT),
      hint: short([...referred(element, 'aria-describedby'), explained].join(' '), SHORT),
      extra: short(
        data.map(({ name, value }) => (name === 'class' ? value : `${name} ${value}`)).join(' '),
        SHORT,
      ),
      set: setOf(element),
      near: textBefore(element),
      value: valueOf(element),
      longest: input?.maxLength ?? -1,
      visible: frame.seen && nodes.shown(element) && onPage(element, box),
      opacity: throughOf(element).opacity,
      aside: nodes.around(element, '[aria-hidden=true]') !== null,
      open: open && nodes.around(element, '[inert]') === null,
      ...placeOf(element, frame),
      group: groupOf(element, frame),
      targets: targetsOf(nodes.formOf(element)),
    };
  };

  /** @param {HTMLElement} element @param {Frame} frame */
  const add = (element, frame) => {
    const described = describe(element, frame);
    elements.push(element);
    inputs.push(described);
  };

  /** @param {Element} element @param {Frame} frame */
  const look = (element, frame) => {
    const tag = nodes.tag(element);
    if (tag === 'input') {
      if (/** @type {HTMLInputElement} */ (element).type !== 'hidden')
        add(/** @type {HTMLInputElement} */ (element), frame);
    } else if (tag === 'iframe' || tag === 'frame') {
      enter(element, frame);
    } else if (nodes.matches(element, EDITABLE) && nodes.box(element).width <= WIDEST) {
      add(/** @type {HTMLElement} */ (element), frame);
    }
    const shadow = nodes.shadow(element);
    if (shadow) collect(shadow, frame);
  };

  /** @param {Document | ShadowRoot} root @param {Frame} frame */
  const collect = (root, frame) => {
    for (const element of nodes.all(root, '*')) {
      looked += 1;
      if (inputs.length >= MOST_INPUTS || looked > MOST_ELEMENTS) return;
      try {
        look(element, frame);
      } catch {
        // One element that can't be described must not hide all others.
      }
    }
  };

  /**
   * The browser gives no access to a document of another origin, so it stays unread.
   * @param {Element} element
   * @param {Frame} frame
   */
  const enter = (element, frame) => {
    const inner = nodes.inner(element);
    frames += 1;
    if (!inner || frames > MOST_FRAMES) return;
    const [box, edge] = [nodes.box(element), nodes.edge(element)];
    const shown = frame.seen && nodes.shown(element) && box.width > 2 && box.height > 2;
    collect(inner, {
      x: frame.x + box.left + edge.left,
      y: frame.y + box.top + edge.top,
      seen: shown,
    });
  };

  collect(document, { x: window.scrollX, y: window.scrollY, seen: true });
  // The user may want a code at the cursor, in any kind of field. The core ignores such a field
  // unless the user asks.
  const focused = nodes.focused();
  // In another site's frame, the cursor isn't in the text around the frame.
  const within = focused && nodes.tag(focused) !== 'iframe';
  const open = within && nodes.around(focused, `textarea, ${EDITABLE}`);
  for (const one of /** @type {HTMLElement[]} */ ([open, shared.tandem.pointed]))
    if (one && nodes.connected(one) && !elements.includes(one))
      add(one, { x: 0, y: 0, seen: true });
  // Kept in the page, since the cursor may be elsewhere when the page is described again.
  shared.tandem.pointedAt = (anew) => {
    if (anew)
      shared.tandem.pointed = elements.find((element) => element === focused || element === open);
    const { pointed } = shared.tandem;
    return pointed && elements.indexOf(pointed);
  };
  shared.tandem.elements = elements;
  return { url: location.href, title: short(nodes.title(document), SHORT), inputs, groups };
})();
