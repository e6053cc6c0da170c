/**
 * The rows of the list. Only those that can be seen are in the document, so a thousand accounts open
 * like three; each second moves the rings alone, as long as every code stands.
 */
import { follows, now } from '../shared/clock.js';
import { button, message, part, stamp, write, writeOrHide, writeWhole } from '../shared/dom.js';
import { theVault } from '../shared/session.js';

/** @typedef {import('../wasm/tandem.js').Row} Row */

/** The height of a row in CSS pixels, as in popup.css: what is scrolled to follows from it. */
export const ROW = 56;
/** From here on the next code stands below. */
const LAST_SECONDS = 8;

/**
 * @typedef {object} Drawn a row in the document; what is written each second is looked up once
 * @property {HTMLElement} item
 * @property {HTMLButtonElement} main
 * @property {HTMLButtonElement} more
 * @property {HTMLElement} next
 * @property {HTMLElement} seconds
 * @property {SVGElement} share of the ring
 * @property {Row} [account] what it shows
 */

/**
 * @typedef {object} Rows
 * @property {HTMLElement} scroll what scrolls
 * @property {HTMLUListElement} list
 * @property {Map<number, Drawn>} drawn the rows in the document, by their place
 * @property {Uint32Array} places of the accounts that match, in the vault's order
 * @property {number} active the row that keys act on
 * @property {number} made when the codes were made
 * @property {number} stands for how many seconds the first of them to change stands
 * @property {number} top what of the list can be seen: asked of the layout when it may have changed, not each second
 * @property {number} height
 * @property {HTMLElement} frame what scrolls instead, where the window is low
 */

/** Codes made from a counter in this popup, by account: shown until it closes. @type {Map<string, string>} */
const counted = new Map();

/** @param {string} id @param {string} shown */
export function showCounted(id, shown) {
  counted.set(id, shown);
}

/** @param {HTMLElement} root of the view @returns {Rows} */
export function rowsIn(root) {
  const scroll = part(root, 'scroll', HTMLElement);
  return {
    scroll,
    list: part(root, 'rows', HTMLUListElement),
    drawn: new Map(),
    places: new Uint32Array(),
    active: 0,
    made: 0,
    stands: 0,
    top: 0,
    height: scroll.clientHeight,
    frame: part(document, 'main', HTMLElement),
  };
}

/** Draws what can be seen; every code in one call. @param {Rows} rows */
export function drawRows(rows) {
  const vault = theVault();
  if (!vault) return;
  const from = Math.max(0, Math.floor(rows.top / ROW) - 1);
  const to = Math.min(rows.places.length, Math.ceil((rows.top + rows.height) / ROW) + 1);
  for (const [place, { item }] of rows.drawn) {
    if ((place < from || place >= to) && !item.contains(document.activeElement)) drop(rows, place);
  }
  rows.made = now();
  const accounts = vault
    .rows(rows.places.subarray(from, to), rows.made)
    .map((row) => (follows(row.id) ? vault.row(row.id, now(row.id)) : row));
  rows.stands = Math.min(...accounts.map(({ period, left }) => (period ? left : Infinity)));
  accounts.forEach((account, offset) => {
    const place = from + offset;
    const row = rows.drawn.get(place) ?? insert(rows, place);
    row.item.setAttribute('aria-setsize', String(rows.places.length));
    row.item.classList.toggle('active', place === rows.active);
    row.main.tabIndex = row.more.tabIndex = place === rows.active ? 0 : -1;
    drawRow(row, account);
  });
}

/** A second later: the rings alone, as long as every code stands. @param {Rows} rows */
export function tick(rows) {
  const passed = now() - rows.made;
  if (passed < 0 || passed >= rows.stands) return drawRows(rows);
  for (const row of rows.drawn.values()) drawTime(row, passed);
}

/** The accounts or the search changed: the same place in the list, drawn anew. @param {Rows} rows @param {string} query */
export function reload(rows, query) {
  rows.places = theVault()?.search(query) ?? new Uint32Array();
  rows.active = within(rows, rows.active);
  for (const [place, row] of rows.drawn) {
    row.account = undefined;
    if (place >= rows.places.length) drop(rows, place);
  }
  rows.list.style.height = `${rows.places.length * ROW}px`;
  measure(rows);
}

/** Another search begins at its first row. @param {Rows} rows @param {string} query */
export function find(rows, query) {
  rows.active = 0;
  if (rows.top) rows.scroll.scrollTop = rows.top = 0;
  reload(rows, query);
}

/** What can be seen has changed. @param {Rows} rows */
export function measure(rows) {
  const { top, bottom } = seen(rows);
  [rows.top, rows.height] = [top, Math.max(0, bottom - top)];
  drawRows(rows);
}

/** What of the list can be seen, from its own top: within what scrolls, and within the window. @param {Rows} rows */
function seen({ list, scroll, frame }) {
  const [own, inner, outer] = [list, scroll, frame].map((element) =>
    element.getBoundingClientRect(),
  );
  if (!own || !inner || !outer) return { top: 0, bottom: 0 };
  return {
    top: Math.max(0, inner.top - own.top, outer.top - own.top),
    bottom: Math.min(inner.bottom, outer.bottom) - own.top,
  };
}

/** Scrolls no further than a row needs to be seen whole. @param {Rows} rows @param {number} place */
export function reveal(rows, place) {
  const { top, bottom } = seen(rows);
  const [begin, end] = [place * ROW, (place + 1) * ROW];
  if (begin < top || end > bottom) {
    const scrolls = rows.scroll.scrollHeight > rows.scroll.clientHeight ? rows.scroll : rows.frame;
    scrolls.scrollTop += begin < top ? begin - top : end - bottom;
  }
  measure(rows);
}

/** @param {Rows} rows @param {number} place */
export function focusRow(rows, place) {
  rows.active = within(rows, place);
  reveal(rows, rows.active);
  rows.drawn.get(rows.active)?.main.focus();
}

/**
 * The place and the account of the row that something stands in.
 * @param {Rows} rows @param {EventTarget | null} target @returns {{ place: number, id: string } | undefined}
 */
export function rowAt(rows, target) {
  const item = target instanceof Element ? target.closest('li') : null;
  for (const [place, row] of rows.drawn)
    if (row.item === item && row.account) return { place, id: row.account.id };
  return undefined;
}

/** @param {Rows} rows @param {number} place */
const within = (rows, place) => Math.max(0, Math.min(rows.places.length - 1, place));

/** @param {Rows} rows @param {number} place */
function drop(rows, place) {
  rows.drawn.get(place)?.item.remove();
  rows.drawn.delete(place);
}

/** A new row where the order of the list wants it. @param {Rows} rows @param {number} place @returns {Drawn} */
function insert({ list, drawn }, place) {
  const item = stamp('row');
  item.style.top = `${place * ROW}px`;
  item.setAttribute('aria-posinset', String(place + 1));
  const row = {
    item,
    main: button(item, 'copy'),
    more: button(item, 'more'),
    next: part(item, 'next', HTMLElement),
    seconds: part(item, 'seconds', HTMLElement),
    share: part(item, 'share', SVGElement),
  };
  const after = [...drawn.keys()].filter((other) => other > place);
  list.insertBefore(item, drawn.get(Math.min(...after))?.item ?? null);
  drawn.set(place, row);
  return row;
}

/** @param {Drawn} row @param {Row} account */
function drawRow(row, account) {
  const { item } = row;
  if (row.account?.id !== account.id) drawNames(row, account);
  row.account = account;
  const shown = account.shown ?? counted.get(account.id);
  const code = part(item, 'code', HTMLElement);
  code.toggleAttribute('data-code', Boolean(shown));
  code.classList.toggle('long', (shown?.length ?? 0) > 8);
  write(item, 'code', shown ?? message('show_code'));
  drawTime(row, 0);
  nameRow(row, 0);
}

/**
 * What a row is called by whoever hears it: that it copies, whose code, digit by digit, and how long it lasts. Told
 * anew with each code and each time it gets the focus, and not each second.
 * @param {Drawn} row @param {number} passed seconds since the account was asked
 */
export function nameRow({ main, account }, passed) {
  if (!account) return;
  const whose = [account.title || message('unnamed'), account.detail].filter(Boolean).join(', ');
  const digits = (account.code ?? counted.get(account.id))
    ?.replaceAll(/\s/gu, '')
    .split('')
    .join(' ');
  const name = !digits
    ? message('row_show', whose)
    : account.period
      ? message(
          account.freshIn > passed ? 'row_copy_used' : 'row_copy',
          whose,
          digits,
          account.left - passed,
        )
      : message('row_copy_counter', whose, digits);
  if (main.ariaLabel !== name) main.ariaLabel = name;
}

/** @param {Drawn} row @param {Row} account */
function drawNames({ item, more }, account) {
  const title = account.title || message('unnamed');
  writeWhole(item, 'title', title);
  writeWhole(item, 'detail', account.detail);
  writeOrHide(item, 'partition', account.partition && message(`partition_${account.partition}`));
  const tint = part(item, 'tint', HTMLElement);
  tint.textContent = account.initial;
  tint.dataset.tint = String(account.tint);
  more.setAttribute('aria-label', message('more_for', title));
  item.classList.toggle('counter', !account.period);
}

/**
 * The ring, and in the last seconds the next code; when there is a new one, where this one was used.
 * @param {Drawn} row @param {number} passed seconds since the account was asked
 */
function drawTime({ item, next, seconds, share, account }, passed) {
  if (!account?.period) return;
  const left = account.left - passed;
  share.style.strokeDashoffset = String(1 - left / account.period);
  seconds.textContent = String(left);
  const fresh = account.freshIn - passed;
  const last = left <= Math.min(LAST_SECONDS, account.period / 3);
  item.classList.toggle('used', fresh > 0);
  item.classList.toggle('last', last);
  const below =
    fresh > 0
      ? message('used_next_in', fresh)
      : last && account.nextShown
        ? message('next_code', account.nextShown)
        : '';
  if (next.textContent !== below) next.textContent = below;
}
