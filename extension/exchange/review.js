/**
 * The table of an import before it is made: what each account is to the vault, and what becomes of it. Only the
 * rows in sight exist, so ten thousand scroll like ten.
 */
import { input, message, part, stamp, write } from '../shared/dom.js';

/** @typedef {import('../wasm/tandem.js').ComparedView} Compared */
/** @typedef {Compared['standing']} Standing */
/** @typedef {'skip' | 'add' | 'update' | 'replace'} Choice */
/**
 * @typedef {object} Table
 * @property {HTMLElement} root
 * @property {Compared[]} rows
 * @property {Choice[]} choices one a row
 * @property {() => void} changed after a choice
 * @property {() => void} draw the rows in sight
 */

/** As high as the style sheet makes it, pixels. */
const ROW = 56;
/** Rows in sight at most. */
const SHOWN = 9;
const KINDS = /** @type {const} */ (['new', 'changed', 'another', 'same', 'repeated']);
/** What is brought in unless the person says otherwise: nothing that is there is touched. @type {Record<Standing, Choice>} */
const USUAL = { new: 'add', another: 'add', changed: 'skip', same: 'skip', repeated: 'skip' };
/** What a checked box does. @type {Record<Standing, Choice>} */
const CHECKED = { new: 'add', another: 'add', changed: 'update', same: 'skip', repeated: 'skip' };

/**
 * @param {HTMLElement} root @param {Compared[]} rows @param {(count: number) => void} counted told how many are chosen
 * @returns {Choice[]} what becomes of each, as the person changes it
 */
export function review(root, rows, counted) {
  const choices = rows.map(({ standing }) => USUAL[standing]);
  const box = part(root, 'rows', HTMLElement);
  const height = document.createElement('div');
  height.className = 'height';
  height.style.height = `${rows.length * ROW}px`;
  box.style.height = `${Math.min(rows.length, SHOWN) * ROW + 2}px`;
  box.hidden = !rows.length;
  /** @type {Table} */
  const table = {
    root,
    rows,
    choices,
    changed() {
      counted(choices.filter((choice) => choice !== 'skip').length);
      showKinds(table);
    },
    draw() {
      const first = Math.max(0, Math.floor(box.scrollTop / ROW) - 2);
      const inSight = rows.slice(first, first + SHOWN + 5);
      box.replaceChildren(
        height,
        ...inSight.map((row, offset) => candidate(table, row, first + offset)),
      );
    },
  };
  box.onscroll = table.draw;
  table.draw();
  table.changed();
  return choices;
}

/** @param {Table} table @param {Compared} row @param {number} place */
function candidate({ rows, choices, changed }, row, place) {
  const item = stamp('import-candidate');
  item.style.top = `${place * ROW}px`;
  item.dataset['standing'] = row.standing;
  item.ariaPosInSet = String(place + 1);
  item.ariaSetSize = String(rows.length);
  const title = row.issuer || row.name || message('unnamed');
  write(item, 'title', title);
  write(item, 'detail', detail(row));
  part(item, 'detail', HTMLElement).title = detail(row);
  write(item, 'standing', message(`import_is_${row.standing}`));
  const [checked, how] = [input(item, 'in'), part(item, 'how', HTMLSelectElement)];
  checked.ariaLabel = message('act_named', message('import'), title);
  checked.checked = choices[place] !== 'skip';
  checked.disabled = CHECKED[row.standing] === 'skip';
  how.hidden = row.standing !== 'another';
  how.ariaLabel = message('act_named', message('import_is_another'), title);
  how.disabled = !checked.checked;
  how.value = choices[place] === 'replace' ? 'replace' : 'add';
  const choose = () => {
    const replaces = row.standing === 'another' && how.value === 'replace';
    const brought = replaces ? 'replace' : CHECKED[row.standing];
    choices[place] = checked.checked ? brought : 'skip';
    how.disabled = !checked.checked;
    changed();
  };
  checked.onchange = choose;
  how.onchange = choose;
  return item;
}

/** One box for all of a kind, with how many there are. @param {Table} table */
function showKinds(table) {
  const place = part(table.root, 'kinds', HTMLElement);
  const focused = document.activeElement?.closest('[data-kind]')?.getAttribute('data-kind');
  const there = KINDS.filter((kind) => table.rows.some(({ standing }) => standing === kind));
  place.replaceChildren(...there.map((kind) => kindOf(table, kind)));
  const again = focused && place.querySelector(`[data-kind="${focused}"] input`);
  if (again instanceof HTMLElement) again.focus();
}

/** @param {Table} table @param {Standing} kind */
function kindOf({ rows, choices, changed, draw }, kind) {
  const item = stamp('import-kind');
  item.dataset['kind'] = kind;
  const places = rows.flatMap(({ standing }, at) => (standing === kind ? [at] : []));
  const chosen = places.filter((at) => choices[at] !== 'skip').length;
  write(item, 'text', message('import_kind', message(`import_is_${kind}`), places.length));
  const all = input(item, 'all');
  all.checked = chosen === places.length;
  all.indeterminate = chosen > 0 && chosen < places.length;
  all.disabled = CHECKED[kind] === 'skip';
  if (all.disabled) all.checked = false;
  all.onchange = () => {
    for (const at of places) choices[at] = all.checked ? CHECKED[kind] : 'skip';
    changed();
    draw();
  };
  return item;
}

/** The account's name, or what differs, field by field. @param {Compared} row */
function detail(row) {
  const name = row.issuer ? row.name : '';
  const differs = row.differs.map(({ field, ours, theirs }) =>
    field === 'pinned'
      ? message('import_field_pinned')
      : message('import_differs', message(`import_field_${field}`), ours || '–', theirs),
  );
  return [name, ...differs].filter(Boolean).join(' · ');
}
