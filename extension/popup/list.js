/**
 * The list: what the page asks for first, then every account with its code. Only the rows that
 * can be seen are in the document, so a thousand accounts open like three.
 */
import { button, input, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { message } from '../shared/messages.js';
import { change, theVault, vaultChanges } from '../shared/session.js';
import { everySecond, now } from './clock.js';
import { mount, onClick, say, sayError } from './view.js';

/** @typedef {import('../wasm/tandem.js').Row} Row */
/** @typedef {ReturnType<typeof import('../shared/page.js').describePage>} Page */

/** The height of a row in CSS pixels, as in popup.css: what is scrolled to follows from it. */
const ROW = 56;
const LAST_SECONDS = 8;

/**
 * @typedef {object} Front the page in front when the popup opened
 * @property {Page} page what it asks for
 * @property {Promise<string>} front its address, which is known sooner
 */

/** @type {Front} */
let { page, front } = { page: Promise.resolve(undefined), front: Promise.resolve('') };

/** Codes made from a counter in this popup, by account: shown until it closes. @type {Map<string, string>} */
const counted = new Map();

/** @param {Front} [opened] given once, when the popup opens */
export async function showList(opened) {
  if (opened) ({ page, front } = opened);
  if (!theVault()?.count()) return showEmpty();
  const belonging = belongingTo(await front);
  const card = belonging && (await import('./card.js'));

  const { root, signal } = mount('list');
  if (belonging) card?.showCard(part(root, 'card', HTMLElement), belonging, page);
  const search = input(root, 'search');
  const scroll = part(root, 'scroll', HTMLElement);
  const rows = part(root, 'rows', HTMLUListElement);
  const count = theVault()?.count() ?? 0;
  search.placeholder = count > 1 ? message('search_accounts', count) : message('search');
  search.setAttribute('aria-label', message('search'));
  const unreadable = theVault()?.unreadable() ?? 0;
  writeOrHide(root, 'unreadable', unreadable ? message('unreadable_accounts', unreadable) : undefined);
  wayIn(root);
  onClick(button(root, 'add'), async () => (await import('./more.js')).showAdd());

  /** @type {Map<number, HTMLElement>} the rows in the document, by their place */
  const drawn = new Map();
  let places = theVault()?.search('') ?? new Uint32Array();
  let active = 0;

  /** Draws what can be seen; every code in one call. */
  const draw = () => {
    const vault = theVault();
    if (!vault) return;
    const from = Math.max(0, Math.floor(scroll.scrollTop / ROW) - 1);
    const to = Math.min(places.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / ROW) + 1);
    for (const [place, row] of drawn) {
      if ((place < from || place >= to) && !row.contains(document.activeElement)) {
        row.remove();
        drawn.delete(place);
      }
    }
    const shown = vault.rows(places.subarray(from, to), now());
    shown.forEach((account, offset) => {
      const place = from + offset;
      let row = drawn.get(place);
      if (!row) {
        row = stamp('row');
        row.style.top = `${place * ROW}px`;
        row.setAttribute('aria-posinset', String(place + 1));
        drawn.set(place, row);
        const after = [...drawn.keys()].filter((other) => other > place);
        rows.insertBefore(row, after.length ? drawn.get(Math.min(...after)) ?? null : null);
      }
      row.setAttribute('aria-setsize', String(places.length));
      row.classList.toggle('active', place === active);
      for (const each of row.querySelectorAll('button')) each.tabIndex = place === active ? 0 : -1;
      drawRow(row, account);
    });
  };

  /** The accounts changed: the same place in the list, drawn anew. */
  const reload = () => {
    if (!theVault()?.count()) return showEmpty();
    places = theVault()?.search(search.value) ?? new Uint32Array();
    active = Math.max(0, Math.min(active, places.length - 1));
    for (const [place, row] of drawn) {
      delete row.dataset.id;
      if (place >= places.length) {
        row.remove();
        drawn.delete(place);
      }
    }
    rows.style.height = `${places.length * ROW}px`;
    part(root, 'none', HTMLElement).hidden = places.length > 0;
    draw();
  };

  const find = () => {
    active = 0;
    scroll.scrollTop = 0;
    reload();
  };

  /** @param {number} place */
  const focus = (place) => {
    active = Math.max(0, Math.min(places.length - 1, place));
    const top = active * ROW;
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (top + ROW > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top + ROW - scroll.clientHeight;
    draw();
    drawn.get(active)?.querySelector('button')?.focus();
  };

  /** @param {EventTarget | null} target @returns {[number, string] | undefined} the place and the account of a row */
  const rowOf = (target) => {
    const row = target instanceof Element ? target.closest('li') : null;
    for (const [place, other] of drawn) if (other === row && row?.dataset.id) return [place, row.dataset.id];
    return undefined;
  };

  /** @param {string} id */
  const openMenu = async (id) => {
    const { showMenu } = await import('./menu.js');
    await showMenu(id, page);
  };

  rows.addEventListener('click', (event) => {
    const hit = rowOf(event.target);
    if (!hit) return;
    active = hit[0];
    const more = event.target instanceof Element && event.target.closest('.more');
    (more ? openMenu(hit[1]) : copyCode(hit[1])).then(draw).catch(sayError);
  });
  rows.addEventListener('contextmenu', (event) => {
    const hit = rowOf(event.target);
    if (!hit) return;
    event.preventDefault();
    openMenu(hit[1]).catch(sayError);
  });
  rows.addEventListener('focusin', (event) => {
    const hit = rowOf(event.target);
    if (hit && hit[0] !== active) {
      active = hit[0];
      draw();
    }
  });
  root.addEventListener('keydown', (event) => {
    if (event.target === search || event.target instanceof HTMLSelectElement) return;
    const typed = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === '/') {
      event.preventDefault();
      search.select();
    } else if (typed) search.focus();
  });
  rows.addEventListener('keydown', (event) => {
    const hit = rowOf(event.target);
    if (!hit) return;
    const [place, id] = hit;
    /** @type {Record<string, () => unknown>} */
    const keys = {
      ArrowDown: () => (event.altKey ? move(id, place, 1) : focus(place + 1)),
      ArrowUp: () => (event.altKey ? move(id, place, -1) : place === 0 ? search.focus() : focus(place - 1)),
      Home: () => focus(0),
      End: () => focus(places.length - 1),
      PageDown: () => focus(place + 6),
      PageUp: () => focus(place - 6),
      Delete: async () => {
        const { removeAccount } = await import('./menu.js');
        await removeAccount(id);
      },
    };
    const act = event.shiftKey && event.key === 'Enter' ? () => openMenu(id) : keys[event.key];
    if (act) {
      event.preventDefault();
      Promise.resolve(act()).catch(sayError);
    }
  });

  /** @param {string} id @param {number} place @param {-1 | 1} by */
  const move = async (id, place, by) => {
    if (search.value) return;
    await change((vault) => vault.moveBy(id, by));
    focus(place + by);
  };

  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => {
    const first = drawn.get(0)?.dataset.id;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      focus(0);
    } else if (event.key === 'Enter' && first) {
      event.preventDefault();
      (event.shiftKey ? openMenu(first) : copyCode(first)).then(draw).catch(sayError);
    } else if (event.key === 'Escape' && search.value) {
      event.preventDefault();
      search.value = '';
      find();
    }
  });

  scroll.addEventListener('scroll', draw, { passive: true });
  vaultChanges.addEventListener('change', reload, { signal });
  everySecond(signal, draw);
  find();
  search.focus();
}

/** What is known of a page by its address, where accounts belong to it. @param {string} url */
function belongingTo(url) {
  const known = url ? theVault()?.onPage({ url, title: '', inputs: [], groups: [] }) : undefined;
  return known?.fitting.length ? known : undefined;
}

function showEmpty() {
  const { root } = mount('empty');
  wayIn(root);
  button(root, 'scan').focus();
}

/** The two ways to add an account. @param {HTMLElement} root */
function wayIn(root) {
  onClick(button(root, 'scan'), async () => (await import('./scan.js')).scanPage());
  onClick(button(root, 'hand'), async () => (await import('./hand.js')).showHand());
  onClick(button(root, 'more'), async () => (await import('./more.js')).showMore());
}

/** @param {HTMLElement} row @param {Row} account */
function drawRow(row, account) {
  if (row.dataset.id !== account.id) {
    row.dataset.id = account.id;
    write(row, 'title', account.title || message('unnamed'));
    write(row, 'detail', account.detail);
    const tint = part(row, 'tint', HTMLElement);
    tint.textContent = account.initial;
    tint.dataset.tint = String(account.tint);
    button(row, 'more').setAttribute('aria-label', message('more_for', account.title || message('unnamed')));
    row.classList.toggle('counter', !account.period);
  }
  const shown = account.shown ?? counted.get(account.id);
  const code = part(row, 'code', HTMLElement);
  code.toggleAttribute('data-code', Boolean(shown));
  code.classList.toggle('long', (shown?.length ?? 0) > 8);
  write(row, 'code', shown ?? message('show_code'));
  const last = account.period > 0 && account.left <= Math.min(LAST_SECONDS, account.period / 3);
  row.classList.toggle('last', last);
  write(row, 'next', last && account.nextShown ? message('next_code', account.nextShown) : '');
  if (account.period) {
    row.style.setProperty('--share', String(account.left / account.period));
    write(row, 'seconds', String(account.left));
  }
}

/**
 * Copies the bare digits. A code made from a counter is made here: the counter is stored first.
 * @param {string} id
 */
export async function copyCode(id) {
  const row = theVault()?.row(id, now());
  if (!row) return;
  let { code, shown } = row;
  if (code === undefined) {
    const made = await change((vault) => vault.nextCounterCode(id));
    ({ code, shown } = made);
    counted.set(id, made.shown);
  }
  await handOver(id, code, shown ?? code);
}

/**
 * Puts a code on the clipboard, says so, and notes that the account was used.
 * @param {string} id @param {string} code @param {string} shown
 */
export async function handOver(id, code, shown) {
  try {
    await navigator.clipboard.writeText(code);
  } catch (cause) {
    throw { code: 'clipboard_refused', cause };
  }
  say(message('copied', shown));
  await change((vault) => vault.markUsed(id, now()));
}
