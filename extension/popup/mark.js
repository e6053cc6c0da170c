/**
 * A frame by hand: drawn with the pointer or the keys over the picture that was looked at; only
 * what is in it is read, closer.
 */
import { button, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { readCloser } from '../shared/read-picture.js';
import { ASKED_LIVES, keep } from '../shared/storage.js';
import { looking } from './looking.js';
import { mount, onClick, sayError } from './view.js';

/** @typedef {import('./looking.js').Look} Look */
/** @typedef {import('../shared/read-picture.js').Box} Box */

/** Of the picture's longer side: how far a key moves the frame, and how small it may be. */
const STEP = 1 / 50;
/** What a key changes. @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {Pick<Look, 'by' | 'url' | 'picture' | 'box'>} look */
export async function showMark({ by, url, picture = '', box }) {
  const { root } = mount('mark');
  const image = part(root, 'picture', HTMLImageElement);
  const frame = part(root, 'frame', HTMLElement);
  image.src = picture;
  image.alt = message('picture_alt');
  try {
    await image.decode();
  } catch (error) {
    sayError({ code: 'picture_unreadable', cause: error });
  }
  const { naturalWidth: across, naturalHeight: down } = image;
  const least = Math.max(across, down) * STEP;
  let [left, top, right, bottom] = box ? [box.x, box.y, box.x + box.width, box.y + box.height] : [across / 4, down / 4, (across * 3) / 4, (down * 3) / 4];

  const draw = () => {
    Object.assign(frame.style, {
      left: `${(100 * left) / across}%`,
      top: `${(100 * top) / down}%`,
      width: `${(100 * (right - left)) / across}%`,
      height: `${(100 * (bottom - top)) / down}%`,
    });
  };

  /** A point of the picture. @param {PointerEvent} event @returns {[number, number]} */
  const point = (event) => {
    const shown = image.getBoundingClientRect();
    const within = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    return [within((event.clientX - shown.left) / shown.width) * across, within((event.clientY - shown.top) / shown.height) * down];
  };

  frame.addEventListener('keydown', (event) => {
    const [x, y] = KEYS[event.key] ?? [0, 0];
    if (event.key === 'Enter') read();
    if (!x && !y) return;
    event.preventDefault();
    const [dx, dy] = [x * least, y * least];
    if (event.shiftKey) {
      right = Math.min(across, Math.max(left + least, right + dx));
      bottom = Math.min(down, Math.max(top + least, bottom + dy));
    } else {
      const [moveX, moveY] = [Math.min(across - right, Math.max(-left, dx)), Math.min(down - bottom, Math.max(-top, dy))];
      [left, right, top, bottom] = [left + moveX, right + moveX, top + moveY, bottom + moveY];
    }
    draw();
  });

  const area = part(root, 'area', HTMLElement);
  area.addEventListener('pointerdown', (down) => {
    const from = point(down);
    area.setPointerCapture(down.pointerId);
    area.onpointermove = (move) => {
      const to = point(move);
      if (Math.abs(to[0] - from[0]) < least || Math.abs(to[1] - from[1]) < least) return;
      [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
      [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
      draw();
    };
    area.onpointerup = () => {
      area.onpointermove = null;
      frame.focus();
    };
  });

  const read = () =>
    looking(by, async (look) => {
      const [x, y] = [Math.round(left), Math.round(top)];
      Object.assign(look, { url, picture, box: { x, y, width: Math.round(right) - x, height: Math.round(bottom) - y } });
      return readCloser(image, /** @type {Box} */ (look.box), look.signal);
    });
  onClick(button(root, 'read'), read);

  const larger = button(root, 'larger');
  larger.hidden = location.hash === '#tab';
  onClick(larger, async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    // Without loss, and smaller than PNG.
    await keep('asked', { mark: true, by, url, picture: canvas.toDataURL('image/webp', 1) }, ASKED_LIVES);
    await openInTab();
  });
  if (box) write(root, 'said', message('mark_nothing'));
  draw();
  frame.focus();
}
