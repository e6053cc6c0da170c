/**
 * Which accounts go into an export: all, or the checked ones. Part of the import page.
 */
import { button, input, message, part, stamp, write } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { listRows } from './rows.js';

/** In pixels: a row's height, and the visible height of the list. */
const [ROW, SEEN] = [48, 7 * 48];

/**
 * @typedef {{ ids: string[], count: number }} Chosen in the list's order; `count`: how many
 * accounts there are to choose from
 */

/**
 * @param {HTMLElement} root of the form
 * @param {string[] | undefined} only those checked at first; all if undefined
 * @param {(chosen: Chosen) => void} changed
 */
export function chooser(root, only, changed) {
  const vault = theVault();
  const rows = vault?.rows(vault.search(''), 1) ?? [];
  const checked = new Set(only ?? rows.map(({ id }) => id));
  const [open, all, search] = [button(root, 'choose'), input(root, 'all'), input(root, 'search')];
  let shown = rows;
  const tell = () => {
    const here = shown.filter(({ id }) => checked.has(id)).length;
    all.checked = here > 0 && here === shown.length;
    all.indeterminate = here > 0 && here < shown.length;
    const ids = rows.map(({ id }) => id).filter((id) => checked.has(id));
    const some = message('export_some', ids.length, rows.length);
    write(root, 'chosen', ids.length < rows.length ? some : message('export_all', rows.length));
    changed({ ids, count: rows.length });
  };
  const draw = () => {
    const heights = shown.map(() => ROW);
    const row = (/** @type {number} */ place) => rowOf(shown[place], checked, tell);
    return listRows(part(root, 'accounts', HTMLElement), heights, SEEN, row);
  };
  let list = draw();
  all.onchange = () => {
    for (const { id } of shown) checked[all.checked ? 'add' : 'delete'](id);
    list.again();
    tell();
  };
  search.oninput = () => {
    // A change by another window frees the earlier handle.
    const open = theVault();
    shown = open?.rows(open.search(search.value), 1) ?? [];
    list = draw();
    tell();
  };
  const unfold = () => {
    part(root, 'chooser', HTMLElement).hidden = false;
    open.hidden = true;
    list = draw();
  };
  open.onclick = () => {
    unfold();
    search.focus();
  };
  if (only) unfold();
  tell();
}

/**
 * @param {import('../wasm/tandem.js').Row | undefined} account
 * @param {Set<string>} checked
 * @param {() => void} tell
 */
function rowOf(account, checked, tell) {
  const item = stamp('export-account');
  if (!account) return item;
  const title = account.title || message('unnamed');
  write(item, 'title', title);
  write(item, 'detail', account.detail);
  const box = input(item, 'in');
  box.ariaLabel = title;
  box.checked = checked.has(account.id);
  box.onchange = () => {
    checked[box.checked ? 'add' : 'delete'](account.id);
    tell();
  };
  return item;
}
