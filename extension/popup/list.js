/**
 * The list: what the page asks for, then every account with its code (`rows.js`), and how the list
 * reacts to keys and the pointer.
 */
import { button, input, message, part, writeOrHide } from '../shared/dom.js';
import { Vault } from '../wasm/tandem.js';
import { belonging, frontAddress } from '../shared/front.js';
import { preloaded } from '../shared/preload.js';
import { theVault, vaultChanges } from '../shared/session.js';
import { readSession, settings } from '../shared/storage.js';
import {
  bringIntoView,
  drawRows,
  find,
  focusRow,
  measure,
  reload,
  revealCode,
  rowAt,
  rowsIn,
  tick,
} from './rows.js';
import { everySecond, go, mount, onClick, preload, say, sayError } from './view.js';

/** @typedef {import('./rows.js').Rows} Rows */
/** @typedef {import('../shared/storage.js').Settings} Settings */

/** How many rows Page Up and Page Down move. */
const PAGE = 6;

/**
 * What was read while the popup loaded, used once.
 * @type {[Promise<Settings>, Promise<import('../shared/storage.js').Left>] | undefined}
 */
let read = [preloaded.settings, preloaded.left];
/** Whether a blurred list was revealed in this popup. */
let seen = false;

export async function showList() {
  if (!theVault()?.count()) return showEmpty();
  const [belongs, chosen, { tag }] = await Promise.all([
    belonging(),
    ...(read ?? [settings(), readSession()]),
  ]);
  read = undefined;
  // The card appears together with the first row, so that no row moves under the pointer.
  const card = belongs ? (await import('./card.js')).showCard : await cardOfLikely();
  const { root, signal } = mount('list');
  card?.(part(root, 'card', HTMLElement), signal, belongs, chosen);
  drawFrame(root);
  const rows = rowsIn(root, { ...chosen, ...(typeof tag === 'string' && { tag }) });
  drawAround(root, rows, signal);
  const search = input(root, 'search');
  const none = part(root, 'none', HTMLElement);
  const again = () => {
    if (!theVault()?.count()) return showEmpty();
    const [held, active] = [rows.list.contains(document.activeElement), rows.active];
    reload(rows, search.value);
    none.hidden = rows.places.length > 0;
    const dialog = document.querySelector('dialog[open]');
    if (dialog && rows.active !== active) followBehind(rows, dialog);
    // The account with the focus is elsewhere now, or was the last and is gone.
    else if (held && (rows.active !== active || !rows.list.contains(document.activeElement)))
      rows.places.length ? focusRow(rows, rows.active) : search.focus();
  };
  const searched = () => {
    find(rows, search.value);
    none.hidden = rows.places.length > 0;
  };
  listenToSearch(rows, search, searched);
  listenToRows(rows, search);
  root.addEventListener('keydown', (event) => typeToSearch(event, search));
  measureAsItMoves(root, rows, signal);
  vaultChanges.addEventListener('change', again, { signal });
  everySecond(signal, () => tick(rows));
  searched();
  search.focus();
  requestIdleCallback(async () => {
    // Copying is likely to come next.
    await import('./codes.js');
    (await import('./drag.js')).letDrag(rows, () => isByHand(rows, search));
    (await import('./select.js')).letSelect(rows, signal);
    (await import('./framed.js')).offerFrame(signal).catch(sayError);
  });
}

/**
 * The account that keys act on has moved behind an open dialog. Once that closes, the browser puts
 * the focus where the account was, or nowhere if nothing is drawn there any more.
 * @param {Rows} rows @param {Element} dialog
 */
function followBehind(rows, dialog) {
  const { active } = rows;
  bringIntoView(rows, active);
  dialog.addEventListener('close', () => {
    const { activeElement, body } = document;
    if (activeElement === body || rows.list.contains(activeElement)) focusRow(rows, active);
  });
}

/**
 * Measures the visible part of the list whenever it may have changed. `ResizeObserver` and
 * `IntersectionObserver` report after layout, so nothing is laid out twice.
 * @param {HTMLElement} root @param {Rows} rows @param {AbortSignal} signal ends it
 */
function measureAsItMoves(root, rows, signal) {
  const moved = () => measure(rows);
  rows.scroll.addEventListener('scroll', moved, { passive: true });
  rows.frame.addEventListener('scroll', moved, { passive: true, signal });
  const sizes = new ResizeObserver(moved);
  for (const element of [root, rows.scroll, rows.frame, rows.list]) sizes.observe(element);
  signal.addEventListener('abort', () => sizes.disconnect());
}

/** The question about accounts that probably belong to the page in front, if there are any. */
async function cardOfLikely() {
  const url = await frontAddress();
  const likely = (url && theVault()?.likely(url)) || [];
  if (!likely.length) return undefined;
  const { notDeclined, showLikely } = await import('./likely.js');
  const ids = await notDeclined(likely, url);
  return ids.length ? (/** @type {HTMLElement} */ place) => showLikely(place, ids, url) : undefined;
}

/**
 * Whether the rows are in their manual order, so that they can be moved.
 * @param {Rows} rows
 * @param {HTMLInputElement} search
 */
const isByHand = ({ chosen, headings, selected }, search) =>
  !search.value &&
  !chosen.tag &&
  (chosen.order ?? 'hand') === 'hand' &&
  !headings.length &&
  !selected;

/**
 * Draws the tag bar, for which space is reserved, and the cover of a blurred list.
 * @param {HTMLElement} root @param {Rows} rows @param {AbortSignal} signal ends it
 */
function drawAround(root, rows, signal) {
  const bar = part(root, 'tagbar', HTMLElement);
  const tags = theVault()?.tags() ?? [];
  bar.hidden = !tags.length;
  const { tag } = rows.chosen;
  if (tag && !tags.some(({ name }) => Vault.isSameTag(name, tag)))
    rows.chosen = { ...rows.chosen, tag: undefined };
  let drawn = false;
  const draw = async () => {
    if (drawn || !theVault()?.tags().length) return;
    drawn = true;
    (await import('./tagbar.js')).drawTags(bar, rows, signal);
  };
  requestIdleCallback(draw);
  vaultChanges.addEventListener('change', draw, { signal });
  const blurred = Boolean(rows.chosen.blurred) && !seen;
  root.classList.toggle('blurred', blurred);
  button(root, 'unblur').hidden = !blurred;
  onClick(button(root, 'unblur'), () => {
    seen = true;
    root.classList.remove('blurred');
    button(root, 'unblur').hidden = true;
    input(root, 'search').focus();
  });
}

/** Draws what surrounds the rows. @param {HTMLElement} root */
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

/** @param {(module: typeof import('./select.js')) => unknown} act */
const selecting = (act) => import('./select.js').then(act).catch(sayError);

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
    const more = event.target instanceof Element && event.target.closest('.more');
    if (!more && (rows.selected || event.shiftKey || event.ctrlKey || event.metaKey)) {
      selecting(({ select }) => select(rows, hit, event.shiftKey));
      return;
    }
    rows.active = hit.place;
    // A double click copies once: a counter's next code isn't wanted yet.
    if (!more && event.detail > 1) return;
    if (!more) revealCode(hit.id);
    (more ? go('menu', hit.id) : copy(hit.id)).then(() => drawRows(rows)).catch(sayError);
  });
  rows.list.addEventListener('contextmenu', (event) => {
    const hit = rowAt(rows, event.target);
    if (!hit) return;
    event.preventDefault();
    // A long touch on a row selects it.
    if (event instanceof PointerEvent && event.pointerType === 'touch')
      selecting(({ select }) => rows.selected?.has(hit.id) || select(rows, hit));
    else go('menu', hit.id).catch(sayError);
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
    // The browser presses the button of the menu.
    if (event.key === 'Enter' && event.target !== rows.drawn.get(hit?.place ?? -1)?.main) return;
    const act = hit && keyOn(rows, search, hit, event);
    if (!act) return;
    event.preventDefault();
    Promise.resolve(act()).catch(sayError);
  });
}

/**
 * The action of a key on a row.
 * @param {Rows} rows
 * @param {HTMLInputElement} search
 * @param {{ place: number, id: string }} hit
 * @param {KeyboardEvent} event
 * @returns {(() => unknown) | undefined}
 */
function keyOn(rows, search, hit, event) {
  const { place, id } = hit;
  const { key, altKey, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  /** @param {-1 | 1} by */
  const move = async (by) => {
    if (isByHand(rows, search))
      focusRow(rows, await (await import('./move.js')).moveAccount(id, by));
    else if (!search.value) say(message('move_by_hand_only'));
  };
  /** @param {number} to */
  const along = (to) => {
    focusRow(rows, to);
    if (shiftKey) selecting(({ select }) => select(rows, rows.active, true));
  };
  /** @type {Record<string, () => unknown>} */
  const keys = {
    ArrowDown: () => (altKey ? move(1) : along(place + 1)),
    ArrowUp: () => (altKey ? move(-1) : place === 0 ? search.focus() : along(place - 1)),
    Home: () => along(0),
    End: () => along(rows.places.length - 1),
    PageDown: () => along(place + PAGE),
    PageUp: () => along(place - PAGE),
    Delete: async () => (await import('./remove.js')).removeAccount(id),
    // Copies as a click does, without revealing a hidden code.
    Enter: () => copy(id).then(() => drawRows(rows)),
  };
  if (control && key === ' ') return () => selecting(({ select }) => select(rows, hit));
  if (control && key.toLowerCase() === 'a')
    return () => selecting(({ selectAll }) => selectAll(rows));
  if (rows.selected && key === 'Enter') return () => selecting(({ select }) => select(rows, hit));
  if (rows.selected && key === 'Delete')
    return () => selecting(({ removeSelected }) => removeSelected(rows));
  return shiftKey && key === 'Enter' ? () => go('menu', id) : keys[key];
}

/**
 * Typing anywhere in the list searches.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} search
 */
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
  const { root, signal } = mount('empty');
  offerToAdd(root);
  // Another window may save the first account.
  const saved = () => theVault()?.count() && showList().catch(sayError);
  vaultChanges.addEventListener('change', saved, { signal });
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

/** Sets up the two ways to add an account, and the menu. @param {HTMLElement} root */
function offerToAdd(root) {
  const scan = button(root, 'scan');
  onClick(scan, () => go('page'));
  // Focus or hover precedes a click, so loading starts here.
  scan.onfocus = scan.onpointerenter = () => {
    scan.onfocus = scan.onpointerenter = null;
    requestIdleCallback(async () => {
      await preload('page');
      (await import('../shared/read-picture.js')).preloadReader();
    });
  };
  onClick(button(root, 'hand'), () => go('hand'));
  onClick(button(root, 'more'), () => go('more'));
}

const openOptions = async () => (await import('../shared/own.js')).openOptions();
