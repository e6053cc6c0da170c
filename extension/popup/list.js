/**
 * The list: what the page asks for first, then every account with its code (`rows.js`), and what the keys
 * and the pointer do there.
 */
import { button, input, message, part, writeOrHide } from '../shared/dom.js';
import { belonging } from '../shared/front.js';
import { theVault, vaultChanges } from '../shared/session.js';
import { drawRows, find, focusRow, measure, reload, rowAt, rowsIn, tick } from './rows.js';
import { everySecond, go, mount, onClick, preload, sayError } from './view.js';

/** @typedef {import('./rows.js').Rows} Rows */

/** How far a page's key goes, in rows. */
const PAGE = 6;

export async function showList() {
  if (!theVault()?.count()) return showEmpty();
  const belongs = await belonging();
  const card = belongs && (await import('./card.js'));
  const { root, signal } = mount('list');
  if (belongs) card?.showCard(part(root, 'card', HTMLElement), belongs, signal);
  drawFrame(root);
  const rows = rowsIn(root);
  const search = input(root, 'search');
  const none = part(root, 'none', HTMLElement);
  const again = () => {
    if (!theVault()?.count()) return showEmpty();
    reload(rows, search.value);
    none.hidden = rows.places.length > 0;
  };
  const searched = () => {
    find(rows, search.value);
    none.hidden = rows.places.length > 0;
  };
  listenToSearch(rows, search, searched);
  listenToRows(rows, search);
  root.addEventListener('keydown', (event) => typeToSearch(event, search));
  const moved = () => measure(rows);
  rows.scroll.addEventListener('scroll', moved, { passive: true });
  rows.frame.addEventListener('scroll', moved, { passive: true, signal });
  addEventListener('resize', moved, { signal });
  vaultChanges.addEventListener('change', again, { signal });
  everySecond(signal, () => tick(rows));
  searched();
  search.focus();
  requestIdleCallback(async () => {
    // A copy is likely to be what comes next.
    await import('./codes.js');
    (await import('./drag.js')).letDrag(rows, () => !search.value);
  });
}

/** What stands around the rows. @param {HTMLElement} root */
function drawFrame(root) {
  const search = input(root, 'search');
  const count = theVault()?.count() ?? 0;
  search.placeholder = count > 1 ? message('search_accounts', count) : message('search');
  search.setAttribute('aria-label', message('search'));
  const unreadable = theVault()?.unreadable() ?? 0;
  writeOrHide(
    root,
    'unreadable',
    unreadable ? message('unreadable_accounts', unreadable) : undefined,
  );
  offerToAdd(root);
  requestIdleCallback(async () => (await import('./foot.js')).drawFoot(root));
  onClick(button(root, 'add'), () => go('add'));
}

/** @param {string} id */
const copy = async (id) => (await import('./codes.js')).copyCode(id);

/** @param {Rows} rows @param {HTMLInputElement} search @param {() => void} searched */
function listenToSearch(rows, search, searched) {
  search.addEventListener('input', searched);
  search.addEventListener('keydown', (event) => {
    const first = rows.drawn.get(0)?.account?.id;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      focusRow(rows, 0);
    } else if (event.key === 'Enter' && first) {
      event.preventDefault();
      (event.shiftKey ? go('menu', first) : copy(first)).then(() => drawRows(rows)).catch(sayError);
    } else if (event.key === 'Escape' && search.value) {
      event.preventDefault();
      search.value = '';
      searched();
    }
  });
}

/** @param {Rows} rows @param {HTMLInputElement} search */
function listenToRows(rows, search) {
  rows.list.addEventListener('click', (event) => {
    const hit = rowAt(rows, event.target);
    if (!hit) return;
    rows.active = hit.place;
    const more = event.target instanceof Element && event.target.closest('.more');
    (more ? go('menu', hit.id) : copy(hit.id)).then(() => drawRows(rows)).catch(sayError);
  });
  rows.list.addEventListener('contextmenu', (event) => {
    const hit = rowAt(rows, event.target);
    if (!hit) return;
    event.preventDefault();
    go('menu', hit.id).catch(sayError);
  });
  rows.list.addEventListener('focusin', (event) => {
    const hit = rowAt(rows, event.target);
    if (hit) {
      rows.active = hit.place;
      drawRows(rows);
    }
  });
  rows.list.addEventListener('keydown', (event) => {
    const hit = rowAt(rows, event.target);
    const act = hit && keyOn(rows, search, hit, event);
    if (!act) return;
    event.preventDefault();
    Promise.resolve(act()).catch(sayError);
  });
}

/**
 * What a key does on a row.
 * @param {Rows} rows @param {HTMLInputElement} search @param {{ place: number, id: string }} hit @param {KeyboardEvent} event
 * @returns {(() => unknown) | undefined}
 */
function keyOn(rows, search, { place, id }, { key, altKey, shiftKey }) {
  /** @param {-1 | 1} by */
  const move = async (by) => {
    if (search.value) return;
    focusRow(rows, await (await import('./move.js')).moveAccount(id, by));
  };
  /** @type {Record<string, () => unknown>} */
  const keys = {
    ArrowDown: () => (altKey ? move(1) : focusRow(rows, place + 1)),
    ArrowUp: () => (altKey ? move(-1) : place === 0 ? search.focus() : focusRow(rows, place - 1)),
    Home: () => focusRow(rows, 0),
    End: () => focusRow(rows, rows.places.length - 1),
    PageDown: () => focusRow(rows, place + PAGE),
    PageUp: () => focusRow(rows, place - PAGE),
    Delete: async () => (await import('./remove.js')).removeAccount(id),
  };
  return shiftKey && key === 'Enter' ? () => go('menu', id) : keys[key];
}

/** Typing searches, wherever in the list one is. @param {KeyboardEvent} event @param {HTMLInputElement} search */
function typeToSearch(event, search) {
  if (event.target === search || event.target instanceof HTMLSelectElement) return;
  const typed =
    event.key.length === 1 &&
    event.key !== ' ' &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey;
  if (event.key === '/') {
    event.preventDefault();
    search.select();
  } else if (typed) search.focus();
}

function showEmpty() {
  const { root } = mount('empty');
  offerToAdd(root);
  onClick(button(root, 'image'), () => go('file'));
  onClick(button(root, 'restore'), async () =>
    (await import('../shared/own.js')).openOptionsAt('backup'),
  );
  button(root, 'scan').focus();
  const synced = button(root, 'synced');
  onClick(synced, openOptions);
  import('../shared/sync.js').then(
    async ({ otherVault }) => (synced.hidden = !(await otherVault())),
  );
}

/** The two ways to add an account, and the menu. @param {HTMLElement} root */
function offerToAdd(root) {
  const scan = button(root, 'scan');
  onClick(scan, () => go('page'));
  // Whoever is on the button is about to press it, and waits from then on.
  scan.onfocus = scan.onpointerenter = () => {
    scan.onfocus = scan.onpointerenter = null;
    requestIdleCallback(async () => {
      await preload('page');
      (await import('../shared/read-picture.js')).makeReady();
    });
  };
  onClick(button(root, 'hand'), () => go('hand'));
  onClick(button(root, 'more'), () => go('more'));
}

const openOptions = async () => (await import('../shared/own.js')).openOptions();
