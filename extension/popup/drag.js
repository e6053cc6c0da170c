/**
 * Drags rows to their place with the pointer. Touch scrolls; touch users have the menu.
 */
import { moveAccount } from './move.js';
import { ROW, bringIntoView, rowAt } from './rows.js';
import { sayError } from './view.js';

/** @typedef {import('./rows.js').Rows} Rows */
/**
 * @typedef {{ id: string, from: number, to: number, y: number, at: number, signal: AbortController
 * }} Drag `y`: where the pointer picked the row up; `at`: how far it is now
 */

/** In CSS pixels: a shorter move is a click by an unsteady hand. */
const STEADY = 6;

/**
 * @param {Rows} rows
 * @param {() => boolean} may whether the list is shown in its manual order
 */
export function letDrag(rows, may) {
  rows.list.addEventListener('pointerdown', (down) => {
    const hit = rowAt(rows, down.target);
    if (hit && may() && !down.button && down.pointerType !== 'touch') follow(rows, down, hit, may);
  });
}

/**
 * @param {Rows} rows
 * @param {PointerEvent} down
 * @param {{ place: number, id: string }} hit
 * @param {() => boolean} may
 */
function follow(rows, down, { place, id }, may) {
  const signal = new AbortController();
  /** @type {Drag} */
  const drag = { id, from: place, to: place, y: inList(rows, down), at: 0, signal };
  let dragging = false;
  const end = () => {
    signal.abort();
    draw(rows, undefined);
  };
  /** @param {PointerEvent} move */
  const moved = (move) => {
    drag.at = inList(rows, move) - drag.y;
    if (!dragging && (Math.abs(drag.at) < STEADY || !may())) return;
    if (!dragging) rows.list.setPointerCapture(down.pointerId);
    dragging = true;
    drag.to = Math.max(
      0,
      Math.min(rows.places.length - 1, Math.round((drag.from * ROW + drag.at) / ROW)),
    );
    bringIntoView(rows, drag.to);
    draw(rows, drag);
  };
  const dropped = () => {
    end();
    if (!dragging) return;
    leaveClick(rows.list);
    moveAccount(id, drag.to - drag.from).catch(sayError);
  };
  /** @param {KeyboardEvent} event */
  const escaped = (event) => {
    if (event.key !== 'Escape') return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (dragging) leaveClick(rows.list);
    end();
  };
  const until = { signal: signal.signal };
  rows.list.addEventListener('pointermove', moved, until);
  addEventListener('pointerup', dropped, until);
  addEventListener('pointercancel', end, until);
  addEventListener('keydown', escaped, { ...until, capture: true });
}

/**
 * Draws the row under the pointer, and makes room for it between the others.
 * @param {Rows} rows
 * @param {Drag | undefined} drag
 */
function draw(rows, drag) {
  rows.list.classList.toggle('dragging', Boolean(drag));
  for (const [place, { item }] of rows.drawn) {
    const own = drag?.from === place;
    item.classList.toggle('dragged', own);
    item.style.transform = own
      ? `translateY(${drag.at}px)`
      : drag
        ? `translateY(${ROW * aside(place, drag)}px)`
        : '';
  }
}

/** @param {number} place @param {Drag} drag */
function aside(place, { from, to }) {
  if (place > from && place <= to) return -1;
  return place < from && place >= to ? 1 : 0;
}

/** @param {Rows} rows @param {PointerEvent} event */
const inList = (rows, event) => event.clientY - rows.list.getBoundingClientRect().top;

/** Keeps the click that ends a drag or a long press from copying. @param {HTMLElement} list */
export function leaveClick(list) {
  const leave = (/** @type {Event} */ event) => event.stopImmediatePropagation();
  list.addEventListener('click', leave, { capture: true, once: true });
  setTimeout(() => list.removeEventListener('click', leave, { capture: true }));
}
