/**
 * The sheet for choosing an icon: search all of them, use the initial, or use a picture of the
 * user's own.
 */
import { button, input, message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { allIcons, logo } from './icons.js';
import { onClick, sheet } from './view.js';

/** Columns of the grid, as in popup.css. */
const COLUMNS = 6;
/** How many items each arrow key moves. @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

/**
 * @param {string} id @param {import('../wasm/tandem.js').Details} details
 * @param {(picked: string | Blob) => unknown} picked gets the name of an icon (empty for the
 * initial), or a file
 */
export async function showIcons(id, { initial, usual, issuer }, picked) {
  const icons = await allIcons();
  const dialog = sheet('icons');
  const search = input(dialog, 'search');
  const grid = part(dialog, 'grid', HTMLElement);
  write(dialog, 'letter', message('icon_letter', initial));
  const pick = (/** @type {string | Blob} */ what) => {
    dialog.close();
    picked(what);
  };
  const seen = new IntersectionObserver(drawSeen, { root: grid, rootMargin: '48px' });
  const draw = () => {
    seen.disconnect();
    const found = matching(icons, search.value);
    const items = found.map(([name, title]) => item(name, title, () => pick(name)));
    grid.replaceChildren(...items);
    items[0]?.setAttribute('tabindex', '0');
    items.forEach((one) => seen.observe(one));
    part(dialog, 'none', HTMLElement).hidden = found.length > 0;
    grid.scrollTop = 0;
  };
  search.oninput = draw;
  dialog.addEventListener('keydown', (event) => moveBy(event, dialog), { capture: true });
  button(dialog, 'letter').onclick = () => pick('');
  const files = part(dialog, 'files', HTMLInputElement);
  files.onchange = () => files.files?.[0] && pick(files.files[0]);
  onClick(button(dialog, 'picture'), () =>
    // On many systems the file dialog takes the focus, and the popup closes.
    location.hash === '#tab' ? files.click() : openInTab(`?edit=${id}`),
  );
  // The likeliest choices come first: other icons of the same name.
  const likely = matching(icons, issuer || usual);
  if (likely.length && likely.length < COLUMNS) search.value = issuer || usual;
  draw();
  search.select();
  await new Promise((closed) => dialog.addEventListener('close', closed));
}

/** @param {IntersectionObserverEntry[]} entries */
async function drawSeen(entries) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || target.firstChild || !(target instanceof HTMLElement)) continue;
    const drawn = await logo(target.dataset['icon'] ?? '');
    if (drawn && !target.firstChild) target.append(drawn);
  }
}

/** @param {string} name @param {string} title @param {() => void} act */
function item(name, title, act) {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset['icon'] = name;
  element.title = title;
  element.ariaLabel = title;
  element.tabIndex = -1;
  element.onclick = act;
  return element;
}

/**
 * Icons whose name or title contains the typed text; those where a word starts with it come first.
 * @param {[string, string][]} icons @param {string} typed
 */
function matching(icons, typed) {
  const wanted = fold(typed);
  const begins = (/** @type {[string, string]} */ [name, title]) =>
    name.startsWith(wanted) || fold(title).startsWith(wanted);
  const has = (/** @type {[string, string]} */ [name, title]) =>
    name.includes(wanted) || fold(title).includes(wanted);
  const found = icons.filter(has);
  return [...found.filter(begins), ...found.filter((icon) => !begins(icon))];
}

/** @param {string} text */
const fold = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Enter in the search picks the first icon; the arrow keys move in the grid.
 * @param {KeyboardEvent} event @param {HTMLElement} dialog
 */
function moveBy(event, dialog) {
  const items = [...part(dialog, 'grid', HTMLElement).querySelectorAll('button')];
  const at = items.findIndex((one) => one === document.activeElement);
  const inSearch = document.activeElement === input(dialog, 'search');
  const step = STEPS[event.key];
  if (inSearch && event.key === 'Enter') items[0]?.click();
  else if (inSearch && event.key === 'ArrowDown') items[0]?.focus();
  else if (at >= 0 && step !== undefined)
    (at + step < 0 ? input(dialog, 'search') : items[at + step])?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
