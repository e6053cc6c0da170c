/**
 * Selects several accounts, by Shift, Ctrl or ⌘ with a click, by a long press or by keys: to tag or
 * export them, or to delete them with one *Undo*.
 */
import { now } from '../shared/clock.js';
import { button, message, stamp, write } from '../shared/dom.js';
import { openExchange } from '../shared/own.js';
import { theVault, vaultChanges } from '../shared/session.js';
import { FORM_LIVES, keep } from '../shared/storage.js';
import { leaveClick } from './drag.js';
import { drawRows, focusRow, rowAt } from './rows.js';
import { removeAccounts } from './remove.js';
import { go, onClick } from './view.js';

/** @typedef {import('./rows.js').Rows} Rows */

/**
 * A press that lasts this long selects, in milliseconds, unless it moves by more than a few pixels.
 */
const LONG = 500;
const STEADY = 6;

/** Where a range starts: the row selected last. */
let anchor = 0;

/** @param {Rows} rows @param {AbortSignal} signal ends it */
export function letSelect(rows, signal) {
  shown = rows;
  rows.list.addEventListener('pointerdown', (down) => {
    const hit = rowAt(rows, down.target);
    if (!hit || down.button || !down.isPrimary) return;
    const over = new AbortController();
    const timer = setTimeout(() => {
      over.abort();
      leaveItsClick(rows);
      if (!rows.selected?.has(hit.id)) select(rows, hit);
    }, LONG);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
    const until = { signal: over.signal };
    addEventListener('pointerup', () => over.abort(), until);
    addEventListener('pointercancel', () => over.abort(), until);
    rows.scroll.addEventListener('scroll', () => over.abort(), until);
    addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        if (Math.hypot(clientX - down.clientX, clientY - down.clientY) > STEADY) over.abort();
      },
      until,
    );
  });
  vaultChanges.addEventListener('change', () => rows.selected && forgetGone(rows), { signal });
}

/**
 * Keeps the click that ends a long press from copying. A press that is cancelled causes no click.
 * @param {Rows} rows
 */
function leaveItsClick(rows) {
  const over = new AbortController();
  const up = () => {
    over.abort();
    leaveClick(rows.list);
  };
  addEventListener('pointerup', up, { capture: true, signal: over.signal });
  addEventListener('pointercancel', () => over.abort(), { signal: over.signal });
}

/**
 * Selects or deselects a row; with `range`, all rows from the one before.
 * @param {Rows} rows @param {{ place: number, id: string } | number} hit @param {boolean} [range]
 */
export function select(rows, hit, range = false) {
  const place = typeof hit === 'number' ? hit : hit.place;
  const selected = rows.selected ?? begin(rows, range ? rows.active : place);
  if (range) {
    const [from, to] = [Math.min(anchor, place), Math.max(anchor, place)];
    for (const { id } of rowsAt(rows, from, to + 1)) selected.add(id);
  } else if (typeof hit !== 'number') {
    if (!selected.delete(hit.id)) selected.add(hit.id);
    anchor = place;
  }
  rows.active = place;
  tell(rows);
}

/** @param {Rows} rows */
export function selectAll(rows) {
  const selected = rows.selected ?? begin(rows, 0);
  for (const { id } of rowsAt(rows, 0, rows.places.length)) selected.add(id);
  tell(rows);
}

/** Selects one account from its row's menu. @param {string} id */
export function selectById(id) {
  const rows = shown;
  if (!rows) return;
  const place = rowsAt(rows, 0, rows.places.length).findIndex((row) => row.id === id);
  if (place >= 0 && !rows.selected?.has(id)) select(rows, { place, id });
}

/** @param {Rows} rows @param {number} from @param {number} to */
const rowsAt = (rows, from, to) => theVault()?.rows(rows.places.subarray(from, to), now()) ?? [];

/** The list on the screen. @type {Rows | undefined} */
let shown;
/** Aborted when the selection ends. */
let picking = new AbortController();

/** @param {Rows} rows @param {number} place */
function begin(rows, place) {
  anchor = place;
  const selected = (rows.selected = /** @type {Set<string>} */ (new Set()));
  const list = rows.list.closest('.list');
  const bar = stamp('selecting');
  list?.classList.add('picking');
  list?.append(bar);
  onClick(button(bar, 'done'), () => end(rows));
  onClick(button(bar, 'tag'), () => go('tagging', [...selected]));
  onClick(button(bar, 'export'), () => exportThese([...selected]));
  onClick(button(bar, 'delete'), () => removeSelected(rows));
  picking = new AbortController();
  const escape = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
    event.preventDefault();
    end(rows);
    focusRow(rows, rows.active);
  };
  list?.addEventListener('keydown', escape, { signal: picking.signal });
  return selected;
}

/** @param {Rows} rows */
function end(rows) {
  picking.abort();
  rows.selected = undefined;
  const list = rows.list.closest('.list');
  const bar = list?.querySelector('.selecting');
  const held = bar?.contains(document.activeElement);
  list?.classList.remove('picking');
  bar?.remove();
  if (held) focusRow(rows, rows.active);
  else drawRows(rows);
}

/** @param {Rows} rows */
function tell(rows) {
  const bar = rows.list.closest('.list')?.querySelector('.selecting');
  const count = rows.selected?.size ?? 0;
  if (!count || !bar) return end(rows);
  write(bar, 'count', message('selected', count));
  drawRows(rows);
}

/** Deselects accounts that another window removed. @param {Rows} rows */
function forgetGone(rows) {
  for (const id of rows.selected ?? []) if (!theVault()?.has(id)) rows.selected?.delete(id);
  tell(rows);
}

/** @param {Rows} rows */
export async function removeSelected(rows) {
  const ids = [...(rows.selected ?? [])];
  await removeAccounts(ids, () => {
    if (rows.list.isConnected) end(rows);
    return message('deleted_several', ids.length);
  });
}

/** Opens the export with these accounts; only their ids are passed on. @param {string[]} ids */
async function exportThese(ids) {
  await keep('export', ids, FORM_LIVES);
  await openExchange('#export');
}
