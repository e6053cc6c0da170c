/**
 * The section *Export*: all accounts, or those that were selected in the list, as a file that another app reads.
 * What the format cannot hold is said before; the file is read back before it is called saved.
 */
import { message, part, input, sentence, write, writeOrHide } from '../shared/dom.js';
import { exportedPlain } from '../shared/backups.js';
import { confirmOwner } from '../shared/confirm.js';
import { theVault } from '../shared/session.js';
import { readSession } from '../shared/storage.js';
import { download, say, show } from '../options/view.js';
import { openWorker } from './ask.js';

/** @typedef {import('../wasm/exchange.js').WriterView} Writer */
/** @typedef {import('../wasm/exchange.js').LackView} Lack */

/** Entries named before it is only said how many more there are. */
const NAMED = 5;

export async function showExport() {
  const vault = theVault();
  chosenIds = location.hash === '#export' ? await selected() : undefined;
  const count = chosenIds?.length ?? vault?.count() ?? 0;
  part(document, 'export-section', HTMLElement).hidden = !count;
  if (!vault || !count) return;
  const writers = /** @type {Writer[]} */ (await once({ writers: true }));
  const root = show('export', 'export-form');
  const format = part(root, 'format', HTMLSelectElement);
  format.append(
    ...writers.map(
      (writer) =>
        new Option(message(writer.sealed ? 'export_sealed' : 'export_open', writer.app), writer.id),
    ),
  );
  write(root, 'text', message(chosenIds ? 'export_text_selected' : 'export_text', count));
  const chosen = () => writers.find(({ id }) => id === format.value) ?? writers[0];
  format.onchange = () => showChosen(root, chosen());
  await showChosen(root, chosen());
  root.onsubmit = (event) => {
    event.preventDefault();
    save(root, chosen()).catch((error) => writeOrHide(root, 'said', sentence(error)));
  };
}

/** @param {HTMLElement} root @param {Writer | undefined} writer */
async function showChosen(root, writer) {
  if (!writer) return;
  part(root, 'plain', HTMLElement).hidden = writer.sealed;
  for (const field of ['secret-field', 'again-field'])
    part(root, field, HTMLElement).hidden = !writer.sealed;
  const lacks = /** @type {Lack[]} */ (await once({ lacks: writer.id, packed: packed() }));
  const list = part(root, 'lacks', HTMLUListElement);
  list.hidden = !lacks.length;
  const lines = lacks
    .slice(0, NAMED)
    .map(({ title, lacks }) =>
      message(
        'import_refused',
        title || message('unnamed'),
        lacks.map((lack) => message(`export_lacks_${lack}`)).join(', '),
      ),
    );
  if (lacks.length > NAMED) lines.push(message('export_lacks_more', lacks.length - NAMED));
  list.replaceChildren(
    ...[message('export_lacks', writer.app), ...lines].map((text) =>
      Object.assign(document.createElement('li'), { textContent: text }),
    ),
  );
}

/** @param {HTMLElement} root @param {Writer | undefined} writer */
async function save(root, writer) {
  if (!writer) return;
  writeOrHide(root, 'said', undefined);
  const [secret, again] = [input(root, 'secret'), input(root, 'again')];
  if (writer.sealed && !secret.value) throw { code: 'passphrase_empty' };
  if (writer.sealed && secret.value !== again.value) throw { code: 'passphrase_differs' };
  if (!(await confirmOwner('export'))) return;
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (
    await once({
      write: writer.id,
      packed: packed(),
      passphrase: writer.sealed ? secret.value : undefined,
    })
  );
  secret.value = again.value = '';
  const day = new Date().toISOString().slice(0, 10);
  download(
    new Blob([bytes], { type: 'application/octet-stream' }),
    `tandem-${writer.id}-${day}.${writer.ending}`,
  );
  bytes.fill(0);
  if (!writer.sealed) await exportedPlain();
  say(message('export_saved', writer.app));
}

/** The accounts that were selected in the list; of all, where none were. @type {string[] | undefined} */
let chosenIds;

async function selected() {
  const ids = /** @type {string[]} */ ((await readSession()).export ?? []);
  const there = ids.filter((id) => theVault()?.has(id));
  return there.length ? there : undefined;
}

/** The accounts, for the Worker. */
function packed() {
  const vault = theVault();
  if (!vault) throw { code: 'account_gone' };
  return vault.packAccounts(chosenIds ?? vault.rows(vault.search(''), 1).map(({ id }) => id));
}

/** One question to a Worker of its own, which ends with the answer. @param {import('./worker.js').Request} request */
async function once(request) {
  const worker = openWorker();
  try {
    return await worker.ask(request);
  } finally {
    worker.close();
  }
}
