/**
 * The section *Export*: accounts as a file or as QR codes for another app. It first says what the
 * format can't hold; the file is read back before it counts as saved.
 */
import { date, today } from '../shared/backups.js';
import { confirmOwner } from '../shared/confirm.js';
import { busy, button, input, message, part, write, writeOrHide } from '../shared/dom.js';
import { lastPlain, notePlainExport, takeChosen } from '../shared/exports.js';
import { theVault } from '../shared/session.js';
import { lacking } from '../wasm/tandem.js';
import { attempt, attempting, download, fillList, listed, say, show } from '../shared/section.js';
import { requestOnce } from './requests.js';
import { chooser } from './choose.js';
import { showCodes } from './codes.js';

/** @typedef {import('../wasm/exchange.js').WriterView} Writer */
/** @typedef {import('../wasm/exchange.js').LackView} Lack */
/** @typedef {{ root: HTMLElement, writers: Writer[], ids: string[] }} Form */

/** Our own format, whose name is translated. */
const OWN = 'tandem';

/**
 * The ids that were chosen, in the popup or here; undefined if all are.
 * @type {string[] | undefined}
 */
let only;

export async function showExport() {
  const count = theVault()?.count() ?? 0;
  part(document, 'export-section', HTMLElement).hidden = !count;
  if (!count) return;
  const writers = /** @type {Writer[]} */ (await requestOnce({ writers: true }));
  only ??= await takeChosen();
  const root = show('export', 'export-form');
  /** @type {Form} */
  const form = { root, writers, ids: [] };
  const format = part(root, 'format', HTMLSelectElement);
  for (const sealed of [true, false]) {
    const group = document.createElement('optgroup');
    group.label = message(sealed ? 'export_sealed' : 'export_open');
    const those = writers.filter((writer) => writer.sealed === sealed);
    group.append(...those.map((writer) => new Option(nameOf(writer), writer.id)));
    format.append(group);
  }
  await showLastPlain(root);
  chooser(root, only, ({ ids, count }) => {
    form.ids = ids;
    // Kept while another window changes the list, so that no account is added to the choice.
    if (only || ids.length < count) only = ids;
    showChosen(form);
  });
  format.onchange = () => showChosen(form);
  input(root, 'secret').oninput = () => showStrength(form);
  part(root, 'form', HTMLFormElement).onsubmit = (event) => {
    event.preventDefault();
    attempt(root, () => busy(button(root, 'save'), () => save(form)));
  };
  button(root, 'show').onclick = attempting(root, () => showAsCodes(form));
}

/** @param {Writer} writer */
const nameOf = ({ id, app }) => (id === OWN ? message('export_own') : app);

/** @param {Form} form @returns {Writer} */
function writerOf({ root, writers }) {
  const { value } = part(root, 'format', HTMLSelectElement);
  const found = writers.find(({ id }) => id === value);
  if (!found) throw { code: 'export_nothing' };
  return found;
}

/** @param {HTMLElement} root */
async function showLastPlain(root) {
  const last = await lastPlain();
  const text = last && message('export_last_plain', date(last.at), last.app, last.count);
  writeOrHide(root, 'last-plain', text);
}

/** @param {Form} form */
async function showChosen(form) {
  const { root, ids } = form;
  const writer = writerOf(form);
  part(root, 'plain', HTMLElement).hidden = writer.sealed;
  part(root, 'own', HTMLElement).hidden = writer.id !== OWN;
  for (const field of ['secret-field', 'again-field'])
    part(root, field, HTMLElement).hidden = !writer.sealed;
  button(root, 'show').hidden = !writer.codes;
  button(root, 'save').disabled = button(root, 'show').disabled = !ids.length;
  showStrength(form);
  const lacks = await lacksOf(writer, ids);
  // The user has chosen another one meanwhile.
  if (writer !== writerOf(form) || ids !== form.ids) return;
  part(root, 'lacks', HTMLElement).hidden = !lacks.length;
  write(root, 'lacks-text', message('export_lacks', nameOf(writer), lacks.length));
  const lines = lacks.map(({ title, lacks: those }) => {
    const what = listed(those.map((lack) => message(`export_lacks_${lack}`)));
    return message('import_refused', title || message('unnamed'), what);
  });
  fillList(part(root, 'lacking', HTMLElement), lines);
}

/** What a format can't hold of these accounts. @param {Writer} writer @param {string[]} ids @returns {Promise<Lack[]>} */
async function lacksOf(writer, ids) {
  if (!ids.length) return [];
  return /** @type {Lack[]} */ (await requestOnce({ lacks: writer.id, packed: packed(ids) }));
}

/** How many of these accounts are in the file. @param {Writer} writer @param {string[]} ids */
async function heldBy(writer, ids) {
  const lacks = await lacksOf(writer, ids);
  return ids.length - lacks.filter(({ lacks }) => lacks.includes('account')).length;
}

/** Shows the passphrase's strength. @param {Form} form @returns {number} how many characters it lacks */
function showStrength(form) {
  const { value } = input(form.root, 'secret');
  const lacks = writerOf(form).sealed && value ? lacking(value) : 0;
  writeOrHide(form.root, 'strength', lacks ? message('passphrase_lacks', lacks) : undefined);
  return lacks;
}

/** @param {Form} form */
async function save(form) {
  const { root, ids } = form;
  const writer = writerOf(form);
  const [secret, again] = [input(root, 'secret'), input(root, 'again')];
  if (writer.sealed && !secret.value) throw { code: 'passphrase_empty' };
  if (writer.sealed && secret.value !== again.value) throw { code: 'passphrase_differs' };
  if (writer.id === OWN && showStrength(form)) throw { code: 'passphrase_weak' };
  if (!(await confirmOwner('export'))) return;
  const passphrase = writer.sealed ? secret.value : undefined;
  const held = await heldBy(writer, ids);
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (
    await requestOnce({ write: writer.id, packed: packed(ids), passphrase })
  );
  secret.value = again.value = '';
  download(
    new Blob([bytes], { type: 'application/octet-stream' }),
    `tandem-${writer.id}-${today()}.${writer.ending}`,
  );
  bytes.fill(0);
  if (!writer.sealed) await notePlainExport(writer.app, held);
  await showLastPlain(root);
  showStrength(form);
  say(message('export_saved', nameOf(writer), held));
}

/** @param {Form} form */
async function showAsCodes(form) {
  const writer = writerOf(form);
  if (!(await confirmOwner('export'))) return;
  const held = await heldBy(writer, form.ids);
  const texts = /** @type {string[]} */ (
    await requestOnce({ codes: writer.id, packed: packed(form.ids) })
  );
  await notePlainExport(writer.app, held);
  await showCodes(writer.app, texts, showExport);
}

/** The accounts, packed for the Worker. @param {string[]} ids */
function packed(ids) {
  const vault = theVault();
  if (!vault) throw { code: 'account_gone' };
  return vault.packAccounts(ids);
}
