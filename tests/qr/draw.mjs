// Draws a page with QR codes in every way that pages do it. Runs in the page: it is sent there as
// text, so it may use nothing from outside of the function.

/**
 * A code to be drawn.
 * @typedef {object} Drawing
 * @property {number[][]} modules 1 is dark
 * @property {'img' | 'canvas' | 'svg' | 'table' | 'css' | 'text'} way
 * @property {number} natural pixels to a module of an image or a canvas
 * @property {number} shown CSS pixels to a module
 * @property {number} quiet modules of quiet zone
 * @property {string} dark
 * @property {string} light
 * @property {boolean} dots
 * @property {number} logo the share of the side that a logo covers, 0 for none
 * @property {number} jpeg quality of the JPEG that it went through, 0 for none
 * @property {boolean} smooth whether a scaled image is smoothed
 * @property {number} turned degrees
 * @property {number} gap CSS pixels between two lines of text
 * @property {boolean} lightPrinted whether a text prints the light modules and leaves out the dark ones
 */

/**
 * A page to be drawn.
 * @typedef {object} Sheet
 * @property {Drawing[]} codes
 * @property {string} background
 * @property {string} ink
 * @property {string} panel behind a code
 * @property {string[]} lines
 * @property {number} font in pixels
 * @property {number} zoom
 */

/**
 * @param {Sheet} sheet
 * @returns {Promise<void>} when everything is shown
 */
export async function draw(sheet) {
  const body = document.body;
  body.replaceChildren();
  body.style.cssText = `margin:0;background:${sheet.background};color:${sheet.ink};font:${sheet.font}px sans-serif`;
  body.style.zoom = String(sheet.zoom);

  /**
   * @param {string} name
   * @param {string} style
   * @param {Node[]} [inside]
   */
  const element = (name, style, inside = []) => {
    const made = document.createElement(name);
    made.style.cssText = style;
    made.append(...inside);
    return made;
  };

  /**
   * @param {CanvasRenderingContext2D} brush
   * @param {Drawing} code
   * @param {number} px
   */
  const paint = (brush, code, px) => {
    const side = code.modules.length + 2 * code.quiet;
    brush.fillStyle = code.light;
    brush.fillRect(0, 0, side * px, side * px);
    brush.fillStyle = code.dark;
    code.modules.forEach((row, y) => {
      row.forEach((dark, x) => {
        if (!dark) return;
        const [left, top] = [(x + code.quiet) * px, (y + code.quiet) * px];
        const last = code.modules.length - 7;
        const finder = (x < 7 && y < 7) || (x >= last && y < 7) || (x < 7 && y >= last);
        if (code.dots && !finder) {
          brush.beginPath();
          brush.arc(left + px / 2, top + px / 2, px * 0.45, 0, 7);
          brush.fill();
        } else {
          brush.fillRect(left, top, px, px);
        }
      });
    });
    if (code.logo > 0) {
      const size = side * px * code.logo;
      const from = (side * px - size) / 2;
      brush.fillStyle = code.light;
      brush.fillRect(from, from, size, size);
      brush.fillStyle = '#e7157b';
      brush.beginPath();
      brush.arc((side * px) / 2, (side * px) / 2, size * 0.4, 0, 7);
      brush.fill();
    }
  };

  /** @param {Drawing} code */
  const canvas = (code) => {
    const made = document.createElement('canvas');
    const side = (code.modules.length + 2 * code.quiet) * code.natural;
    [made.width, made.height] = [side, side];
    const brush = made.getContext('2d');
    if (!brush) throw new Error('no canvas here');
    paint(brush, code, code.natural);
    return made;
  };

  /** @param {Drawing} code */
  const svg = (code) => {
    const side = code.modules.length + 2 * code.quiet;
    const name = 'http://www.w3.org/2000/svg';
    const made = document.createElementNS(name, 'svg');
    made.setAttribute('viewBox', `0 0 ${side} ${side}`);
    const ground = document.createElementNS(name, 'rect');
    ground.setAttribute('width', String(side));
    ground.setAttribute('height', String(side));
    ground.setAttribute('fill', code.light);
    const path = document.createElementNS(name, 'path');
    path.setAttribute('fill', code.dark);
    path.setAttribute(
      'd',
      code.modules
        .flatMap((row, y) =>
          row.map((dark, x) => (dark ? `M${x + code.quiet} ${y + code.quiet}h1v1h-1z` : '')),
        )
        .join(''),
    );
    made.append(ground, path);
    return made;
  };

  /** @param {Drawing} code */
  const table = (code) => {
    const rows = code.modules.map((row) =>
      element(
        'tr',
        '',
        row.map((dark) =>
          element(
            'td',
            `padding:0;width:${code.shown}px;height:${code.shown}px;background:${dark ? code.dark : code.light}`,
          ),
        ),
      ),
    );
    const made = element('table', 'border-collapse:collapse;line-height:0', rows);
    return element(
      'div',
      `display:inline-block;background:${code.light};padding:${code.quiet * code.shown}px`,
      [made],
    );
  };

  /** @param {Drawing} code */
  const css = (code) => {
    const shadows = code.modules.flatMap((row, y) =>
      row.flatMap((dark, x) =>
        dark ? [`${(x + 1) * code.shown}px ${(y + 1) * code.shown}px 0 ${code.dark}`] : [],
      ),
    );
    const dot = element(
      'div',
      `position:absolute;left:${-code.shown}px;top:${-code.shown}px;` +
        `width:${code.shown}px;height:${code.shown}px;box-shadow:${shadows.join(',')}`,
    );
    const side = code.modules.length * code.shown;
    const inner = element(
      'div',
      `position:relative;overflow:hidden;width:${side}px;height:${side}px`,
      [dot],
    );
    return element(
      'div',
      `display:inline-block;background:${code.light};padding:${code.quiet * code.shown}px`,
      [inner],
    );
  };

  /** As terminals draw it: two rows of modules are one line of half blocks. @param {Drawing} code */
  const text = (code) => {
    const end = code.modules.length + code.quiet;
    const printed = (/** @type {number} */ x, /** @type {number} */ y) =>
      (code.modules[y]?.[x] !== 1) === code.lightPrinted;
    const lines = [];
    for (let y = -code.quiet; y < end; y += 2) {
      let line = '';
      for (let x = -code.quiet; x < end; x += 1)
        line += ' ▀▄█'[Number(printed(x, y)) + 2 * Number(printed(x, y + 1))];
      lines.push(line);
    }
    // The advance of DejaVu Sans Mono, and how high its full block is.
    const size = code.shown / 0.602;
    const [ink, ground] = code.lightPrinted ? [code.light, code.dark] : [code.dark, code.light];
    const made = element(
      'pre',
      `display:inline-block;margin:0;padding:${code.shown}px;color:${ink};background:${ground};` +
        `font:${size}px/${1.164 * size + code.gap}px "DejaVu Sans Mono", monospace`,
    );
    made.textContent = lines.join('\n');
    return made;
  };

  /** @param {Drawing} code */
  const drawn = async (code) => {
    const side = `${(code.modules.length + 2 * code.quiet) * code.shown}px`;
    /** @param {HTMLElement | SVGElement} made */
    const sized = (made) => {
      made.style.width = side;
      made.style.height = side;
      if (!code.smooth) made.style.imageRendering = 'pixelated';
      return made;
    };
    switch (code.way) {
      case 'canvas':
        return sized(canvas(code));
      case 'svg':
        return sized(svg(code));
      case 'table':
        return table(code);
      case 'css':
        return css(code);
      case 'text':
        return text(code);
      case 'img': {
        const made = new Image();
        made.src =
          code.jpeg > 0
            ? canvas(code).toDataURL('image/jpeg', code.jpeg)
            : canvas(code).toDataURL();
        await made.decode();
        return sized(made);
      }
    }
  };

  const half = Math.ceil(sheet.lines.length / 2);
  /** @param {string} line */
  const paragraph = (line) => {
    const made = element('p', 'margin:6px 12px');
    made.textContent = line;
    return made;
  };
  body.append(...sheet.lines.slice(0, half).map(paragraph));
  const row = element(
    'div',
    `display:flex;align-items:flex-start;gap:32px;padding:16px 12px;background:${sheet.panel}`,
  );
  for (const code of sheet.codes) {
    const made = await drawn(code);
    made.style.flex = 'none';
    if (code.turned !== 0) {
      made.style.transform = `rotate(${code.turned}deg)`;
      // Its corners stick out of its place, and the page's edge would cut them off.
      made.style.margin = `${Math.ceil(code.modules.length * code.shown * 0.25)}px`;
    }
    row.append(made);
  }
  body.append(row, ...sheet.lines.slice(half).map(paragraph));
  await new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  });
}
