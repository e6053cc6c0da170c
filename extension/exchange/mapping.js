/**
 * Any other table: the user assigns the columns once and sees a preview. The choice is remembered
 * for tables with the same columns. Part of the import page.
 */
import { abreast, button, message, part, sentence, stamp, write } from '../shared/dom.js';
import { mappingOf, noteMapping } from '../shared/exports.js';
import { listed, show } from '../shared/section.js';

/** @typedef {import('../wasm/exchange.js').TableView} Table */
/** @typedef {import('../wasm/exchange.js').MappingView} Mapping */
/** @typedef {import('../wasm/exchange.js').PreviewView} Preview */

/** The fields that almost every table has, and the rarer ones below. */
const FIELDS = /** @type {const} */ (['secret', 'issuer', 'name']);
const MORE = /** @type {const} */ ([
  'type',
  'algorithm',
  'digits',
  'period',
  'counter',
  'pin',
  'note',
  'tags',
  'site',
  'pinned',
]);

/**
 * @param {string} name of the file @param {Table} table
 * @param {(mapping: Mapping) => Promise<Preview>} preview
 * @param {AbortController} reading aborted by *Cancel*
 * @returns {Promise<Mapping | undefined>} undefined if the file is skipped
 */
export async function askMapping(name, table, preview, reading) {
  const root = show('import', 'import-mapping');
  const known = /** @type {Mapping | undefined} */ (await mappingOf(table.signature));
  /** @type {Mapping} */
  const mapping = known ?? { ...table.guess };
  write(root, 'file', name);
  write(root, 'text', message(known ? 'mapping_known' : 'mapping_text', table.rows));
  let drawn = 0;
  const draw = async () => {
    drawn += 1;
    const at = drawn;
    const seen = await preview(mapping);
    // Only the preview of the latest choice counts.
    if (at === drawn) showPreview(root, seen);
  };
  for (const [place, fields] of /** @type {const} */ ([
    ['fields', FIELDS],
    ['more', MORE],
  ]))
    for (const field of fields)
      part(root, place, HTMLElement).append(choice(field, table, mapping, draw));
  part(root, 'others', HTMLDetailsElement).open = MORE.some((field) => mapping[field]);
  await draw();
  part(root, 'fields', HTMLElement).querySelector('select')?.focus();
  const { promise, resolve, reject } = Promise.withResolvers();
  reading.signal.addEventListener('abort', () => reject(reading.signal.reason));
  button(root, 'cancel').onclick = () => reading.abort();
  button(root, 'skip').onclick = () => resolve(undefined);
  part(root, 'form', HTMLFormElement).onsubmit = async (event) => {
    event.preventDefault();
    await noteMapping(table.signature, mapping);
    resolve(mapping);
  };
  return promise;
}

/**
 * @param {typeof FIELDS[number] | typeof MORE[number]} field @param {Table} table @param {Mapping}
 * mapping changed by the user's choice
 * @param {() => unknown} changed
 */
function choice(field, table, mapping, changed) {
  const item = stamp('mapping-field');
  write(item, 'name', message(`mapping_${field}`));
  const select = part(item, 'column', HTMLSelectElement);
  select.append(
    new Option(message('mapping_none'), ''),
    ...table.columns.map(({ name, samples }) => {
      const sample = samples.find(Boolean);
      return new Option(sample ? message('mapping_column', name, sample) : name, name);
    }),
  );
  select.value = mapping[field] ?? '';
  select.onchange = () => {
    if (select.value) mapping[field] = select.value;
    else delete mapping[field];
    return changed();
  };
  return item;
}

/** @param {HTMLElement} root @param {Preview} preview */
function showPreview(root, { rows, good, refused, without }) {
  const counts = message('mapping_counts', good, refused, without);
  write(root, 'counts', counts);
  button(root, 'use').disabled = !good && !refused;
  part(root, 'rows', HTMLElement).replaceChildren(
    ...rows.map((row) => {
      const item = stamp('mapping-row');
      item.classList.toggle('wrong', Boolean(row.code));
      write(item, 'title', row.issuer || row.name || message('unnamed'));
      const details = [row.issuer ? row.name : '', row.codes, row.note, listed(row.tags), row.site];
      write(item, 'detail', row.code ? sentence(row) : abreast(...details));
      return item;
    }),
  );
}
