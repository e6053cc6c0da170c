/**
 * The table of an import before it is made: how each account compares with the vault, which fields
 * differ, why one is refused, and what to do with each. Part of the import page.
 */
import { input, message, part, sentence, stamp, write } from '../shared/dom.js';
import { listRows } from './rows.js';

/** @typedef {import('../wasm/tandem.js').ComparedView} Compared */
/** @typedef {Compared['standing']} Standing */
/** @typedef {'skip' | 'add' | 'update' | 'replace'} Choice */
/** @typedef {{ name: string, why: string }} Refused */
/**
 * @typedef {{ kind: Standing | 'refused', place?: number, row?: Compared, refused?: Refused }} Line
 * a row of the table; `place`: the account's among the candidates
 */
/**
 * @typedef {{ rows: Compared[], choices: Choice[] }} Before an earlier table of the same files
 */
/**
 * @typedef {object} Table
 * @property {HTMLElement} root
 * @property {Line[]} lines
 * @property {Choice[]} choices one for each candidate
 * @property {() => void} changed called after a choice
 * @property {() => void} again draws the visible rows again
 */

/** In pixels: a row's height, and what each differing field adds. */
const [ROW, FIELD] = [56, 20];
/** In pixels: the visible height of the table. */
const SEEN = 9 * ROW;
const KINDS = /** @type {const} */ (['new', 'changed', 'another', 'same', 'repeated', 'refused']);
/**
 * The default for each kind: nothing in the vault is changed.
 * @type {Record<Standing, Choice>}
 */
const USUAL = { new: 'add', another: 'add', changed: 'skip', same: 'skip', repeated: 'skip' };
/** What a checked box does. @type {Record<Line['kind'], Choice>} */
const CHECKED = {
  new: 'add',
  another: 'add',
  changed: 'update',
  same: 'skip',
  repeated: 'skip',
  refused: 'skip',
};

/**
 * @param {HTMLElement} root @param {Compared[]} rows
 * @param {Before | undefined} before whose choices stay where an account still compares as it did
 * @param {Refused[]} refused
 * @param {(count: number) => void} counted called with the number of chosen candidates
 * @returns {Choice[]} the choice for each candidate, updated as the user changes it
 */
export function review(root, rows, before, refused, counted) {
  /** @type {Line[]} */
  const all = rows.map((row, place) => ({ kind: row.standing, place, row }));
  all.push(...refused.map((one) => ({ kind: /** @type {const} */ ('refused'), refused: one })));
  // Grouped by kind, so that three changed accounts are easy to find among thousands.
  const lines = KINDS.flatMap((kind) => all.filter((line) => line.kind === kind));
  const choices = rows.map(({ standing }, at) => {
    const [was, chosen] = [before?.rows[at]?.standing, before?.choices[at] ?? 'skip'];
    const left = was && chosen === 'skip' && USUAL[was] !== 'skip';
    return was === standing || left ? chosen : USUAL[standing];
  });
  /** @type {Table} */
  const table = {
    root,
    lines,
    choices,
    changed() {
      counted(choices.filter((choice) => choice !== 'skip').length);
      showKinds(table);
    },
    again: () => list.again(),
  };
  const box = part(root, 'rows', HTMLElement);
  const wrapped = sentenceHeights(box, table);
  const heights = lines.map(({ row, refused }) =>
    refused ? wrapped(refused.why) : ROW + FIELD * (row?.differs.length ?? 0),
  );
  const list = listRows(box, heights, SEEN, (at) => rowOf(table, at));
  table.changed();
  return choices;
}

/** How many sentences are measured; there are hardly more. */
const MEASURED = 50;

/**
 * The height of a row with a reason, as its sentence wraps in this box.
 * @param {HTMLElement} box @param {Table} table @returns {(why: string) => number}
 */
function sentenceHeights(box, table) {
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  for (const [at, { refused }] of table.lines.entries()) {
    if (!refused || rows.has(refused.why)) continue;
    rows.set(refused.why, rowOf(table, at));
    if (rows.size === MEASURED) break;
  }
  box.hidden = false;
  box.append(...rows.values());
  const heights = new Map([...rows].map(([why, row]) => [why, row.offsetHeight + ROW - 2 * FIELD]));
  const highest = Math.max(ROW, ...heights.values());
  return (why) => heights.get(why) ?? highest;
}

/** @param {Table} table @param {number} at */
function rowOf(table, at) {
  const item = stamp('import-candidate');
  const line = table.lines[at];
  if (!line) return item;
  item.dataset['standing'] = line.kind;
  write(item, 'standing', message(`import_is_${line.kind}`));
  if (line.refused) {
    write(item, 'title', line.refused.name || message('unnamed'));
    describe(item, [line.refused.why]);
    item.querySelector('input')?.remove();
    item.querySelector('select')?.remove();
  } else if (line.row) candidate(table, item, line.row, line.place ?? 0);
  return item;
}

/** @param {HTMLElement} item @param {string[]} texts a line each */
function describe(item, texts) {
  const whole = part(item, 'detail', HTMLElement);
  whole.replaceChildren(
    ...texts.map((text) =>
      Object.assign(document.createElement('span'), { textContent: text, dir: 'auto' }),
    ),
  );
  whole.title = texts.join('\n');
}

/** @param {Table} table @param {HTMLElement} item @param {Compared} row @param {number} place */
function candidate({ choices, changed }, item, row, place) {
  const title = row.issuer || row.name || message('unnamed');
  write(item, 'title', title);
  describe(item, details(row));
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
}

/** One checkbox for all rows of a kind, with their number. @param {Table} table */
function showKinds(table) {
  const place = part(table.root, 'kinds', HTMLElement);
  const focused = document.activeElement?.closest('[data-kind]')?.getAttribute('data-kind');
  const control = document.activeElement?.localName;
  const there = KINDS.filter((kind) => table.lines.some((line) => line.kind === kind));
  place.replaceChildren(...there.map((kind) => kindOf(table, kind)));
  const again = focused && place.querySelector(`[data-kind="${focused}"] ${control}`);
  if (again instanceof HTMLElement) again.focus();
}

/** @param {Table} table @param {Line['kind']} kind */
function kindOf({ lines, choices, changed, again }, kind) {
  const item = stamp('import-kind');
  item.dataset['kind'] = kind;
  const ofKind = lines.filter((line) => line.kind === kind);
  const places = ofKind.flatMap(({ place }) => place ?? []);
  const chosen = places.map((at) => choices[at]).filter((choice) => choice !== 'skip');
  write(item, 'text', message('import_kind', message(`import_is_${kind}`), ofKind.length));
  const [all, how] = [input(item, 'all'), part(item, 'how', HTMLSelectElement)];
  all.disabled = CHECKED[kind] === 'skip';
  all.checked = !all.disabled && chosen.length === places.length;
  all.indeterminate = chosen.length > 0 && chosen.length < places.length;
  how.hidden = kind !== 'another';
  how.disabled = !chosen.length;
  how.ariaLabel = message('import_kind', message('import_is_another'), ofKind.length);
  how.value = chosen.length && chosen.every((choice) => choice === 'replace') ? 'replace' : 'add';
  const choose = () => {
    const brought = kind === 'another' && how.value === 'replace' ? 'replace' : CHECKED[kind];
    for (const at of places) choices[at] = all.checked ? brought : 'skip';
    changed();
    again();
  };
  all.onchange = choose;
  how.onchange = () => {
    all.checked = true;
    choose();
  };
  return item;
}

/** The account's name, and a line for each differing field. @param {Compared} row */
function details(row) {
  const name = row.issuer ? row.name : '';
  const differs = row.differs.map(({ field, ours, theirs }) =>
    field === 'pinned' || field === 'hidden'
      ? message(`import_field_${field}`)
      : message('import_differs', message(`import_field_${field}`), ours || '–', theirs),
  );
  return [name, ...differs].filter(Boolean);
}

/**
 * Accounts of the files that can't be added, each with the reason.
 * @param {import('./read.js').Read[]} read
 * @returns {Refused[]}
 */
export const refusedOf = (read) =>
  read.flatMap(({ about }) =>
    (about?.refused ?? []).map((one) => ({ name: one.name, why: sentence(one) })),
  );
