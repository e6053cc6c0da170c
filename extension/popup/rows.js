/**
 * The rows of the list. Only visible rows are in the document, so a thousand accounts open as fast
 * as three. Each second only the rings move, as long as every code stays valid.
 */
import { follows, now } from '../shared/clock.js';
import {
  button,
  message,
  painted,
  part,
  stamp,
  write,
  writeOrHide,
  writeWhole,
} from '../shared/dom.js';
import { theVault } from '../shared/session.js';

/** @typedef {import('../wasm/tandem.js').Row} Row */

/**
 * The height of a row and of a heading in CSS pixels, as in popup.css. Scroll positions follow from
 * it.
 */
export const ROW = 56;
const HEADING = 26;
/**
 * How much of the list is drawn before it is measured, in CSS pixels: the most a popup can show.
 */
const FIRST = 484;
/** In seconds before the end: from here on the next code is shown below. */
const LAST_SECONDS = 8;

/**
 * @typedef {object} Drawn a row in the document; the elements that change each second are looked up
 * once
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
 * @property {HTMLElement} scroll the element that scrolls
 * @property {HTMLUListElement} list
 * @property {Map<number, Drawn>} drawn the rows in the document, by their place
 * @property {Uint32Array} places of the matching accounts, in the order shown
 * @property {number} active the row that keys act on
 * @property {number} made when the codes were made
 * @property {number} stands seconds until the first of them changes
 * @property {number} top the visible part of the list; measured when it may have changed, not each
 * second
 * @property {number} height
 * @property {HTMLElement} frame what scrolls instead in a low window
 * @property {import('../shared/storage.js').Settings & { tag?: string | undefined }} chosen the
 * order, the tag, and what is hidden
 * @property {import('../wasm/tandem.js').HeadingView[]} headings above groups of accounts
 * @property {Set<string> | undefined} selected the selected accounts, while the user selects some
 */

/**
 * Counter-based codes made in this popup, by account: shown until it closes.
 * @type {Map<string, string>}
 */
const counted = new Map();

/** @param {string} id @param {string} shown */
export function showCounted(id, shown) {
  counted.set(id, shown);
}

/**
 * Hidden codes that the user revealed: until when they are shown, in milliseconds, by account.
 * @type {Map<string, number>}
 */
const revealed = new Map();
/** How long a revealed code is shown, in milliseconds. */
const REVEALED = 10_000;

/** @param {string} id */
export function revealCode(id) {
  revealed.set(id, Date.now() + REVEALED);
}

/**
 * Whether an account's code is hidden now.
 * @param {Row} row
 * @param {import('../shared/storage.js').Settings} chosen
 */
export function isHidden({ id, hidden }, { hideCodes } = shownBy) {
  const hides = hideCodes === 'all' || (hidden && hideCodes !== 'off');
  return hides && !((revealed.get(id) ?? 0) > Date.now());
}

/** The settings when the list was last shown. @type {import('../shared/storage.js').Settings} */
let shownBy = {};

/** @param {HTMLElement} root of the view @param {Rows['chosen']} chosen @returns {Rows} */
export function rowsIn(root, chosen) {
  shownBy = chosen;
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
    height: FIRST,
    frame: part(document, 'main', HTMLElement),
    chosen,
    headings: [],
    selected: undefined,
  };
}

/** Draws the visible rows; one call makes all their codes. @param {Rows} rows */
export function drawRows(rows) {
  const vault = theVault();
  if (!vault) return;
  const [from, to] = inDocument(rows);
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
    drawSelected(row, rows.selected, account.id);
    drawRow(row, account, isHidden(account));
  });
}

/** The first place and the end of the rows in the document. @param {Rows} rows */
const inDocument = (rows) =>
  /** @type {const} */ ([
    Math.max(0, placeAt(rows, rows.top) - 1),
    Math.min(rows.places.length, placeAt(rows, rows.top + rows.height) + 2),
  ]);

/** Runs each second: only the rings move, as long as every code stays valid. @param {Rows} rows */
export function tick(rows) {
  const passed = now() - rows.made;
  const over = [...revealed].filter(([, until]) => until <= Date.now());
  for (const [id] of over) revealed.delete(id);
  if (passed < 0 || passed >= rows.stands || over.length) return drawRows(rows);
  for (const row of rows.drawn.values()) drawTime(row, passed);
}

/**
 * Draws again after the accounts changed, at the same scroll position. Keys go on acting on the same
 * account, wherever it is now; if it is gone, on the one in its place.
 * @param {Rows} rows
 * @param {string} query
 */
export const reload = (rows, query) =>
  search(rows, query, rows.drawn.get(rows.active)?.account?.id);

/** @param {Rows} rows @param {string} query @param {string} [held] the account that keys act on */
function search(rows, query, held) {
  const { tag, order } = rows.chosen;
  rows.places = theVault()?.search(query, tag, order) ?? new Uint32Array();
  rows.active = nearest(rows, held === undefined ? rows.active : placeOf(rows, held));
  for (const [place, row] of rows.drawn) {
    row.account = undefined;
    if (place >= rows.places.length) drop(rows, place);
  }
  drawHeadings(rows, query ? [] : (theVault()?.headings(rows.places) ?? []));
  for (const [place, { item }] of rows.drawn) item.style.top = `${topOf(rows, place)}px`;
  rows.list.style.height = `${topOf(rows, rows.places.length)}px`;
  drawRows(rows);
}

/** Where an account is now, mostly where it was. @param {Rows} rows @param {string} id */
function placeOf({ places, active }, id) {
  const vault = theVault();
  const at = (/** @type {number} */ from, /** @type {number} */ to) =>
    vault?.rows(places.subarray(from, to), now()).findIndex((row) => row.id === id) ?? -1;
  if (!vault?.has(id) || !at(active, active + 1)) return active;
  // Reading every row of a long list takes long, and most accounts move to the top.
  for (let from = 0; from < places.length; from += 64) {
    const found = at(from, from + 64);
    if (found >= 0) return from + found;
  }
  return active;
}

/** @param {Rows} rows @param {Rows['headings']} headings */
function drawHeadings(rows, headings) {
  if (!rows.headings.length && !headings.length) return;
  rows.headings = headings;
  for (const old of rows.list.querySelectorAll('.heading')) old.remove();
  headings.forEach(({ above, account, count }, at) => {
    const heading = stamp('heading');
    heading.style.top = `${above * ROW + at * HEADING}px`;
    write(heading, 'name', account ? `AWS ${account}` : message('others'));
    write(heading, 'count', String(count));
    rows.list.append(heading);
  });
}

/** The top of a row in CSS pixels. @param {Rows} rows @param {number} place */
function topOf({ headings }, place) {
  let above = 0;
  while (above < headings.length && (headings[above]?.above ?? 0) <= place) above += 1;
  return place * ROW + above * HEADING;
}

/**
 * The place of the row at a height of the list, or the nearest. @param {Rows} rows @param {number}
 * top
 */
export function placeAt(rows, top) {
  let place = Math.floor(top / ROW);
  while (place > 0 && topOf(rows, place) > top) place -= 1;
  return place;
}

/** Starts a new search at its first row. @param {Rows} rows @param {string} query */
export function find(rows, query) {
  rows.active = 0;
  if (rows.top) rows.scroll.scrollTop = rows.top = 0;
  search(rows, query);
}

/** Measures the visible part again and draws what is missing. @param {Rows} rows */
export function measure(rows) {
  look(rows);
  const [from, to] = inDocument(rows);
  for (let place = from; place < to; place += 1) if (!rows.drawn.has(place)) return drawRows(rows);
}

/** @param {Rows} rows */
function look(rows) {
  const { top, bottom } = seen(rows);
  [rows.top, rows.height] = [top, Math.max(0, bottom - top)];
}

/**
 * The visible part of the list, from its own top, within the scrolling element and the window.
 * @param {Rows} rows
 */
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

/**
 * Scrolls just far enough to show a whole row.
 * @param {Rows} rows
 * @param {number} place
 */
export function bringIntoView(rows, place) {
  const { top, bottom } = seen(rows);
  const begin = topOf(rows, place);
  const end = begin + ROW;
  if (begin < top || end > bottom) {
    const scrolls = rows.scroll.scrollHeight > rows.scroll.clientHeight ? rows.scroll : rows.frame;
    scrolls.scrollTop += begin < top ? begin - top : end - bottom;
  }
  look(rows);
  drawRows(rows);
}

/** @param {Rows} rows @param {number} place */
export function focusRow(rows, place) {
  rows.active = nearest(rows, place);
  bringIntoView(rows, rows.active);
  rows.drawn.get(rows.active)?.main.focus();
}

/**
 * The place and the account of the row that contains an element.
 * @param {Rows} rows
 * @param {EventTarget | null} target
 * @returns {{ place: number, id: string } | undefined}
 */
export function rowAt(rows, target) {
  const item = target instanceof Element ? target.closest('li') : null;
  for (const [place, row] of rows.drawn)
    if (row.item === item && row.account) return { place, id: row.account.id };
  return undefined;
}

/** @param {Rows} rows @param {number} place */
const nearest = (rows, place) => Math.max(0, Math.min(rows.places.length - 1, place));

/** @param {Rows} rows @param {number} place */
function drop(rows, place) {
  rows.drawn.get(place)?.item.remove();
  rows.drawn.delete(place);
}

/**
 * Inserts a new row at its place in the list.
 * @param {Rows} rows
 * @param {number} place
 * @returns {Drawn}
 */
function insert(rows, place) {
  const { list, drawn } = rows;
  const item = stamp('row');
  item.style.top = `${topOf(rows, place)}px`;
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

/** @param {Drawn} row @param {Row} account @param {boolean} hidden whether its code is */
function drawRow(row, account, hidden) {
  const { item } = row;
  if (row.account?.id !== account.id) drawNames(row, account);
  row.account = account;
  const made = account.shown ?? counted.get(account.id);
  const shown = hidden ? made?.replaceAll(/\S/gu, '•') : made;
  const code = part(item, 'code', HTMLElement);
  code.toggleAttribute('data-code', Boolean(shown) && !hidden);
  code.classList.toggle('long', (shown?.length ?? 0) > 8);
  code.classList.toggle('dots', Boolean(shown) && hidden);
  item.classList.toggle('hides', hidden);
  write(item, 'code', shown ?? message('show_code'));
  drawTime(row, 0);
  nameRow(row, 0);
}

/** @param {Drawn} row @param {Rows['selected']} selected @param {string} id */
function drawSelected({ item, main }, selected, id) {
  const is = Boolean(selected?.has(id));
  item.classList.toggle('selected', is);
  if (selected) main.ariaPressed = String(is);
  else main.removeAttribute('aria-pressed');
}

/**
 * Names the row for screen readers: that it copies, whose code, digit by digit, and how long it
 * lasts. Written with each new code and when the row gets the focus, not each second.
 * @param {Drawn} row @param {number} passed seconds since the account was read
 */
function nameRow({ item, main, account }, passed) {
  if (!account) return;
  const whose = [account.title || message('unnamed'), account.detail].filter(Boolean).join(', ');
  const digits = (account.code ?? counted.get(account.id))
    ?.replaceAll(/\s/gu, '')
    .split('')
    .join(' ');
  const name = item.classList.contains('hides')
    ? message('row_hidden', whose)
    : !digits
      ? message('row_show', whose)
      : account.period
        ? message(
            account.reusableIn > passed ? 'row_copy_used' : 'row_copy',
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
  drawTint(part(item, 'tint', HTMLElement), account);
  more.setAttribute('aria-label', message('more_for', title));
  item.classList.toggle('pinned', account.pinned);
  item.classList.toggle('counter', !account.period);
}

/** @type {Promise<typeof import('./icons.js')> | undefined} */
let icons;

/**
 * Draws an account's initial, or nothing until its icon has loaded: icons come after the codes.
 * @param {HTMLElement} tint @param {Row} account
 */
function drawTint(tint, account) {
  tint.dataset.tint = String(account.tint);
  const shows = account.picture ?? account.icon ?? '';
  if (shows && tint.dataset.shows === shows) return;
  tint.dataset.shows = shows;
  tint.textContent = shows ? '' : account.initial;
  if (!shows) return;
  icons ??= painted().then(() => import('./icons.js'));
  icons.then(({ drawIcon }) => drawIcon(tint, account));
}

/**
 * Draws the ring, and in the last seconds the next code. If the code was used, it says when the
 * next one comes.
 * @param {Drawn} row @param {number} passed seconds since the account was read
 */
function drawTime({ item, next, seconds, share, account }, passed) {
  if (!account?.period) return;
  const left = account.left - passed;
  share.style.strokeDashoffset = String(1 - left / account.period);
  seconds.textContent = String(left);
  const fresh = account.reusableIn - passed;
  const last = left <= Math.min(LAST_SECONDS, account.period / 3);
  item.classList.toggle('used', fresh > 0);
  item.classList.toggle('last', last);
  const below =
    fresh > 0
      ? message('used_next_in', fresh)
      : last && account.nextShown && !item.classList.contains('hides')
        ? message('next_code', account.nextShown)
        : '';
  if (next.textContent !== below) next.textContent = below;
}
