/**
 * Mark a code by hand: the user draws a frame over the picture with the pointer or the keys. Only
 * the part inside is read, at a larger scale.
 */
import { button, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { readCloser } from '../shared/read-picture.js';
import { ASKED_LIVES, keep } from '../shared/storage.js';
import { go, mount, onClick, sayError } from './view.js';

/** @typedef {import('./looking.js').Look} Look */
/** @typedef {import('../shared/read-picture.js').Box} Box */
/**
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Edges in pixels of the
 * picture
 */

/** Parts of the picture's longer side: how far a key moves the frame, and its smallest size. */
const STEP = 1 / 50;
/** How each key moves the frame. @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {Pick<Look, 'by' | 'url' | 'picture' | 'box'>} look */
export async function showMark({ by, url, picture = '', box }) {
  const { root } = mount('mark');
  const image = await shownIn(root, picture);
  const frame = part(root, 'frame', HTMLElement);
  let edges = box ? edgesOf(box) : middleOf(image);
  /** @param {Edges} moved */
  const draw = (moved) => {
    edges = moved;
    place(frame, edges, image);
  };
  const read = () =>
    go('looking', by, async (look) => {
      const marked = boxOf(edges);
      Object.assign(look, { url, picture, box: marked });
      return readCloser(image, marked, look.signal);
    });

  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') read();
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    draw(event.shiftKey ? resized(edges, by, image) : moved(edges, by, image));
  });
  byPointer(part(root, 'area', HTMLElement), image, { draw, done: () => frame.focus() });
  onClick(button(root, 'read'), read);
  const larger = button(root, 'larger');
  larger.hidden = location.hash === '#tab';
  onClick(larger, async () => {
    await keep('asked', { mark: true, by, url, picture: pixelsOf(image) }, ASKED_LIVES);
    await openInTab();
  });
  if (box) write(root, 'said', message('mark_nothing'));
  draw(edges);
  frame.focus();
}

/** @param {HTMLElement} root @param {string} picture */
async function shownIn(root, picture) {
  const image = part(root, 'picture', HTMLImageElement);
  image.src = picture;
  image.alt = message('picture_alt');
  try {
    await image.decode();
  } catch (error) {
    sayError({ code: 'picture_unreadable', cause: error });
  }
  return image;
}

/** @param {HTMLImageElement} image */
const leastOf = ({ naturalWidth, naturalHeight }) => Math.max(naturalWidth, naturalHeight) * STEP;

/** @param {HTMLImageElement} image @returns {Edges} */
const middleOf = ({ naturalWidth: across, naturalHeight: down }) => ({
  left: across / 4,
  top: down / 4,
  right: (across * 3) / 4,
  bottom: (down * 3) / 4,
});

/** @param {Box} box @returns {Edges} */
const edgesOf = ({ x, y, width, height }) => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

/** @param {Edges} edges @returns {Box} */
function boxOf({ left, top, right, bottom }) {
  const [x, y] = [Math.round(left), Math.round(top)];
  return { x, y, width: Math.round(right) - x, height: Math.round(bottom) - y };
}

/** @param {HTMLElement} frame @param {Edges} edges @param {HTMLImageElement} image */
function place(frame, { left, top, right, bottom }, { naturalWidth: across, naturalHeight: down }) {
  Object.assign(frame.style, {
    left: `${(100 * left) / across}%`,
    top: `${(100 * top) / down}%`,
    width: `${(100 * (right - left)) / across}%`,
    height: `${(100 * (bottom - top)) / down}%`,
  });
}

/**
 * A key moves the whole frame, within the picture.
 * @param {Edges} edges
 * @param {[number, number]} by
 * @param {HTMLImageElement} image
 * @returns {Edges}
 */
function moved({ left, top, right, bottom }, [x, y], image) {
  const least = leastOf(image);
  const dx = Math.min(image.naturalWidth - right, Math.max(-left, x * least));
  const dy = Math.min(image.naturalHeight - bottom, Math.max(-top, y * least));
  return { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy };
}

/**
 * With Shift, a key moves the frame's far corner.
 * @param {Edges} edges
 * @param {[number, number]} by
 * @param {HTMLImageElement} image
 * @returns {Edges}
 */
function resized({ left, top, right, bottom }, [x, y], image) {
  const least = leastOf(image);
  return {
    left,
    top,
    right: Math.min(image.naturalWidth, Math.max(left + least, right + x * least)),
    bottom: Math.min(image.naturalHeight, Math.max(top + least, bottom + y * least)),
  };
}

/**
 * Draws a frame with the pointer, from corner to corner.
 * @param {HTMLElement} area @param {HTMLImageElement} image
 * @param {{ draw: (edges: Edges) => void, done: () => void }} frame
 */
function byPointer(area, image, { draw, done }) {
  /** A point of the picture. @param {PointerEvent} event @returns {[number, number]} */
  const point = (event) => {
    const shown = image.getBoundingClientRect();
    const within = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    return [
      within((event.clientX - shown.left) / shown.width) * image.naturalWidth,
      within((event.clientY - shown.top) / shown.height) * image.naturalHeight,
    ];
  };
  area.addEventListener('pointerdown', (down) => {
    const from = point(down);
    area.setPointerCapture(down.pointerId);
    area.onpointermove = (move) => {
      const to = point(move);
      const least = leastOf(image);
      if (Math.abs(to[0] - from[0]) < least || Math.abs(to[1] - from[1]) < least) return;
      draw({
        left: Math.min(from[0], to[0]),
        right: Math.max(from[0], to[0]),
        top: Math.min(from[1], to[1]),
        bottom: Math.max(from[1], to[1]),
      });
    };
    area.onpointerup = () => {
      area.onpointermove = null;
      done();
    };
  });
}

/**
 * The picture for another page of the extension, lossless and smaller than PNG.
 * @param {HTMLImageElement} image
 */
function pixelsOf(image) {
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.naturalWidth,
    height: image.naturalHeight,
  });
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 1);
}
