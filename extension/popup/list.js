/**
 * The list: what the page asks for first, then every account with its code. Only the rows that
 * can be seen are in the document, so a thousand accounts open like three.
 */
import { button, input, message, part, stamp, write, writeOrHide } from '../shared/dom.js';
import { change, theVault, vaultChanges } from '../shared/session.js';
import { everySecond, mount, now, offer, onClick, say, sayError } from './view.js';

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
  if (belonging) card?.showCard(part(root, 'card', HTMLElement), belonging, page, signal);
  const search = input(root, 'search');
  const scroll = part(root, 'scroll', HTMLElement);
  const rows = part(root, 'rows', HTMLUListElement);
  const count = theVault()?.count() ?? 0;
  search.placeholder = count > 1 ? message('search_accounts', count) : message('search');
  search.setAttribute('aria-label', message('search'));
  const unreadable = theVault()?.unreadable() ?? 0;
  writeOrHide(root, 'unreadable', unreadable ? message('unreadable_accounts', unreadable) : undefined);
  wayIn(root);
  const unprotected = button(root, 'unprotected');
  unprotected.hidden = theVault()?.isProtected() ?? true;
  onClick(unprotected, async () => (await import('../shared/own.js')).openOptions());
  requestIdleCallback(async () => (await import('../shared/backups.js')).remind(theVault(), unprotected));
  onClick(button(root, 'add'), async () => (await import('./more.js')).showAdd());

  /** @type {Map<number, Drawn>} the rows in the document, by their place */
  const drawn = new Map();
  let places = theVault()?.search('') ?? new Uint32Array();
  let active = 0;
  /** When the codes were made, and for how many seconds the first of them to change stands. */
  let [made, stands] = [0, 0];
  /** What of the list can be seen: asked of the layout when it may have changed, not each second. */
  let [top, height] = [0, scroll.clientHeight];

  /** A second later: the rings alone, as long as every code stands. */
  const tick = () => {
    const passed = now() - made;
    if (passed < 0 || passed >= stands) return draw();
    for (const row of drawn.values()) drawTime(row, passed);
  };

  /** Draws what can be seen; every code in one call. */
  const draw = () => {
    const vault = theVault();
    if (!vault) return;
    const from = Math.max(0, Math.floor(top / ROW) - 1);
    const to = Math.min(places.length, Math.ceil((top + height) / ROW) + 1);
    for (const [place, { item }] of drawn) {
      if ((place < from || place >= to) && !item.contains(document.activeElement)) {
        item.remove();
        drawn.delete(place);
      }
    }
    made = now();
    const accounts = vault.rows(places.subarray(from, to), made);
    stands = Math.min(...accounts.map(({ period, left }) => (period ? left : Infinity)));
    accounts.forEach((account, offset) => {
      const place = from + offset;
      let row = drawn.get(place);
      if (!row) {
        row = newRow(place);
        drawn.set(place, row);
        const after = [...drawn.keys()].filter((other) => other > place);
        rows.insertBefore(row.item, after.length ? drawn.get(Math.min(...after))?.item ?? null : null);
      }
      row.item.setAttribute('aria-setsize', String(places.length));
      row.item.classList.toggle('active', place === active);
      row.main.tabIndex = row.more.tabIndex = place === active ? 0 : -1;
      drawRow(row, account);
    });
  };

  /** The accounts changed: the same place in the list, drawn anew. */
  const reload = () => {
    if (!theVault()?.count()) return showEmpty();
    places = theVault()?.search(search.value) ?? new Uint32Array();
    active = Math.max(0, Math.min(active, places.length - 1));
    for (const [place, row] of drawn) {
      row.account = undefined;
      if (place >= places.length) {
        row.item.remove();
        drawn.delete(place);
      }
    }
    rows.style.height = `${places.length * ROW}px`;
    part(root, 'none', HTMLElement).hidden = places.length > 0;
    draw();
  };

  const find = () => {
    active = 0;
    if (top) scroll.scrollTop = top = 0;
    reload();
  };

  /** @param {number} place */
  const focus = (place) => {
    active = Math.max(0, Math.min(places.length - 1, place));
    height = scroll.clientHeight;
    const [begin, end] = [active * ROW, (active + 1) * ROW];
    if (begin < top || end > top + height) scroll.scrollTop = top = begin < top ? begin : end - height;
    draw();
    drawn.get(active)?.main.focus();
  };

  /** @param {EventTarget | null} target @returns {[number, string] | undefined} the place and the account of a row */
  const rowOf = (target) => {
    const item = target instanceof Element ? target.closest('li') : null;
    for (const [place, row] of drawn) if (row.item === item && row.account) return [place, row.account.id];
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
    const first = drawn.get(0)?.account?.id;
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

  const moved = () => {
    [top, height] = [scroll.scrollTop, scroll.clientHeight];
    draw();
  };
  scroll.addEventListener('scroll', moved, { passive: true });
  addEventListener('resize', moved, { signal });
  vaultChanges.addEventListener('change', reload, { signal });
  everySecond(signal, tick);
  find();
  search.focus();
}

/** What is known of a page by its address, where accounts belong to it. @param {string} url */
export function belongingTo(url) {
  const known = url ? theVault()?.onPage({ url, title: '', inputs: [], groups: [] }) : undefined;
  return known?.fitting.length ? known : undefined;
}

function showEmpty() {
  const { root } = mount('empty');
  wayIn(root);
  onClick(button(root, 'image'), async () => (await import('./image.js')).showImage());
  button(root, 'scan').focus();
  onClick(button(root, 'synced'), async () => (await import('../shared/own.js')).openOptions());
  import('../shared/sync.js').then(async ({ otherVault }) => (button(root, 'synced').hidden = !(await otherVault())));
}

/** The two ways to add an account. @param {HTMLElement} root */
function wayIn(root) {
  const scan = button(root, 'scan');
  /** @type {Promise<typeof import('./scan.js')> | undefined} */
  let scanning;
  const ready = () => (scanning ??= import('./scan.js'));
  onClick(scan, async () => (await ready()).scanPage());
  // Whoever is on the button is about to press it, and waits from then on.
  scan.onfocus = scan.onpointerenter = () => scanning ?? requestIdleCallback(async () => (await ready()).makeReady());
  onClick(button(root, 'hand'), async () => (await import('./hand.js')).showHand());
  onClick(button(root, 'more'), async () => (await import('./more.js')).showMore());
}

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

/** @param {number} place @returns {Drawn} */
function newRow(place) {
  const item = stamp('row');
  item.style.top = `${place * ROW}px`;
  item.setAttribute('aria-posinset', String(place + 1));
  return {
    item,
    main: button(item, 'copy'),
    more: button(item, 'more'),
    next: part(item, 'next', HTMLElement),
    seconds: part(item, 'seconds', HTMLElement),
    share: part(item, 'share', SVGElement),
  };
}

/** @param {Drawn} row @param {Row} account */
function drawRow(row, account) {
  const { item } = row;
  if (row.account?.id !== account.id) {
    const title = account.title || message('unnamed');
    write(item, 'title', title);
    write(item, 'detail', account.detail);
    writeOrHide(item, 'partition', account.partition && message(`partition_${account.partition}`));
    const tint = part(item, 'tint', HTMLElement);
    tint.textContent = account.initial;
    tint.dataset.tint = String(account.tint);
    row.more.setAttribute('aria-label', message('more_for', title));
    item.classList.toggle('counter', !account.period);
  }
  row.account = account;
  const shown = account.shown ?? counted.get(account.id);
  const code = part(item, 'code', HTMLElement);
  code.toggleAttribute('data-code', Boolean(shown));
  code.classList.toggle('long', (shown?.length ?? 0) > 8);
  write(item, 'code', shown ?? message('show_code'));
  drawTime(row, 0);
}

/** The ring, and in the last seconds the next code; when there is a new one, where this one was used. @param {Drawn} row @param {number} passed seconds since the account was asked */
function drawTime({ item, next, seconds, share, account }, passed) {
  if (!account?.period) return;
  const left = account.left - passed;
  share.style.strokeDashoffset = String(1 - left / account.period);
  seconds.textContent = String(left);
  const fresh = account.freshIn - passed;
  const last = left <= Math.min(LAST_SECONDS, account.period / 3);
  item.classList.toggle('used', fresh > 0);
  item.classList.toggle('last', last);
  const below = fresh > 0 ? message('used_next_in', fresh) : last && account.nextShown ? message('next_code', account.nextShown) : '';
  if (next.textContent !== below) next.textContent = below;
}

/**
 * Copies the bare digits. A code made from a counter is made here: the counter is stored first.
 * @param {string} id
 */
export async function copyCode(id) {
  const row = theVault()?.row(id, now());
  if (!row) return;
  let { code, shown } = row;
  if (code !== undefined && row.freshIn) return copyAgain(row);
  if (code === undefined) {
    const made = await change((vault) => vault.nextCounterCode(id));
    ({ code, shown } = made);
    counted.set(id, made.shown);
  }
  await handOver(id, code, shown ?? code);
}

/** What a person presses is what they get, and they hear that a site may want another. @param {Row} row */
async function copyAgain({ id, code = '', shown = code }) {
  await toClipboard(code);
  const { copyLabel, copyNext } = await import('./next.js');
  offer(message('copied_again', shown), () => copyLabel(id), () => copyNext(id));
}

/**
 * Puts a code on the clipboard, says so, and notes which code was handed over.
 * @param {string} id @param {string} code @param {string} shown @param {number} [when] it is the code of now
 */
export async function handOver(id, code, shown, when = now()) {
  await toClipboard(code);
  say(message('copied', shown));
  await change((vault) => vault.markUsed(id, when));
}

/** @param {string} code */
async function toClipboard(code) {
  try {
    await navigator.clipboard.writeText(code);
  } catch (cause) {
    throw { code: 'clipboard_refused', cause };
  }
}
