/**
 * Draws a QR code in the way the query asks for: as an image, on a canvas or as SVG, in
 * any size, dark on light or light on dark. Runs in the page.
 */
import { h, options } from './parts.mjs';

/** The standard's quiet zone, in modules. */
const QUIET = 4;

/** @param {{ rows: readonly string[], label: string }} props */
export function Qr({ rows, label }) {
  const { size } = options;
  const canvas = /** @type {{ current: HTMLCanvasElement | null }} */ (React.useRef(null));
  React.useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, rows);
  }, [rows]);
  const named = { className: 'qr', role: 'img', 'aria-label': label, width: size, height: size };
  switch (options.draw) {
    case 'canvas':
      // Drawn in device pixels: a canvas in CSS pixels would be blurred at a scale of 2.
      return h('canvas', {
        ...named,
        ref: canvas,
        width: size * devicePixelRatio,
        height: size * devicePixelRatio,
        style: { width: size, height: size },
      });
    case 'svg': {
      const side = rows.length + 2 * QUIET;
      return h(
        'svg',
        { ...named, viewBox: `0 0 ${side} ${side}`, shapeRendering: 'crispEdges' },
        h('path', { d: outline(rows) }),
      );
    }
    default: {
      const source = document.createElement('canvas');
      source.width = source.height = (rows.length + 2 * QUIET) * 8;
      paint(source, rows);
      return h('img', { ...named, alt: label, src: source.toDataURL() });
    }
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {readonly string[]} rows
 */
function paint(canvas, rows) {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const [paper, ink] = options.theme === 'dark' ? ['#12181f', '#e8edf2'] : ['#ffffff', '#000000'];
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const module = canvas.width / (rows.length + 2 * QUIET);
  context.setTransform(module, 0, 0, module, 0, 0);
  context.fillStyle = ink;
  context.fill(new Path2D(outline(rows)));
}

/**
 * The dark modules as one path, a run of them at a time: no seams between neighbours.
 * @param {readonly string[]} rows
 */
function outline(rows) {
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/gu)].map(
        ({ 0: run, index }) => `M${index + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`,
      ),
    )
    .join('');
}
