/**
 * The section *Import*: reads files, shows a review, and makes one change with one undo.
 */
import { date } from '../shared/backups.js';
import { now } from '../shared/clock.js';
import {
  busy,
  button,
  input,
  message,
  paragraph,
  part,
  sentence,
  stamp,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { attempt, attempting, fillList, listed, say, show } from '../shared/section.js';
import { Vault } from '../wasm/tandem.js';
import { throughCamera } from './camera.js';
import { askMapping } from './mapping.js';
import { readFiles } from './read.js';
import { refusedOf, review } from './review.js';

/** @typedef {import('./read.js').Read} Read */

/** Aborts the reading in progress. @type {AbortController | undefined} */
let reading;

/** The unsealed accounts of the review on the screen. @type {Uint8Array | undefined} */
let reviewed;

/** Settles when the accounts that are being imported are saved. */
let importing = Promise.resolve();

/** Removes them from memory. */
function wipeReviewed() {
  reviewed?.fill(0);
  reviewed = undefined;
}

export function showStart() {
  const root = show('import', 'import-start');
  const files = input(root, 'files');
  button(root, 'camera').onclick = () => byCamera(root);
  button(root, 'choose').onclick = () => files.click();
  files.onchange = () => begin([...(files.files ?? [])]);
  part(root, 'imports', HTMLUListElement).append(
    ...(theVault()?.imports(now()) ?? []).map((made) => importRow(root, made)),
  );
  return root;
}

/** Accepts files and texts that are dropped or pasted anywhere on the page. */
export function takeFiles() {
  document.ondragover = (event) => {
    event.preventDefault();
    document.body.classList.add('over');
  };
  document.ondragleave = () => document.body.classList.remove('over');
  document.ondrop = (event) => {
    event.preventDefault();
    document.body.classList.remove('over');
    take(event.dataTransfer);
  };
  document.onpaste = (event) => {
    if (event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    take(event.clipboardData);
  };
}

/** @param {DataTransfer | null} data */
function take(data) {
  const text = data?.getData('text/plain');
  const files = [...(data?.files ?? [])];
  if (files.length) begin(files);
  else if (text) begin([new File([text], message('import_pasted'), { type: 'text/plain' })]);
}

/** @param {File[]} files */
export async function begin(files) {
  if (!files.length) return;
  if (reading) return say(message('import_busy'));
  const controller = new AbortController();
  const { signal } = (reading = controller);
  await importing;
  say('');
  wipeReviewed();
  try {
    const { read, packed } = await readFiles(
      files,
      {
        reading: showReading,
        deriving: showDeriving,
        passphrase: askPassphrase,
        mapping: (name, table, preview) => askMapping(name, table, preview, controller),
      },
      signal,
    );
    showReview(read, packed);
  } catch (error) {
    const root = showStart();
    if (!signal.aborted) writeOrHide(root, 'said', sentence(error));
  } finally {
    reading = undefined;
  }
}

/** Reads QR codes through the camera as if they were a file. @param {HTMLElement} root */
async function byCamera(root) {
  const texts = await throughCamera().catch((error) => {
    root = showStart();
    writeOrHide(root, 'said', sentence(error));
  });
  if (texts?.length)
    await begin([new File([texts.join('\n')], message('with_camera'), { type: 'text/plain' })]);
  else if (texts) showStart();
}

/**
 * The file being read: its view, when reading began, and how long deriving keys takes.
 * @type {{ root: HTMLElement, began: number, milliseconds?: number } | undefined}
 */
let shown;

/** @param {string} name @param {boolean} [deriving] */
function showReading(name, deriving = false) {
  const root = show('import', 'import-reading');
  shown = { root, began: performance.now() };
  write(root, 'text', message(deriving ? 'import_deriving' : 'import_reading', name));
  button(root, 'cancel').onclick = () => reading?.abort();
}

/** @param {number} milliseconds that deriving keys takes altogether */
function showDeriving(milliseconds) {
  const file = shown;
  if (!file) return;
  const { root, began } = file;
  const bar = part(root, 'bar', HTMLProgressElement);
  // Each of several keys reports the time again; one progress bar is enough.
  const first = file.milliseconds === undefined;
  file.milliseconds = milliseconds;
  const tell = () => {
    const share = (performance.now() - began) / (file.milliseconds ?? milliseconds);
    // An estimate, so the bar isn't full before the answer comes.
    bar.value = Math.min(99, Math.floor(share * 100));
    write(root, 'percent', `${bar.value}%`);
  };
  tell();
  part(root, 'work', HTMLElement).hidden = false;
  if (!first) return;
  const clock = setInterval(() => (root.isConnected ? tell() : clearInterval(clock)), 100);
}

/** The app whose files can also be locked with a key file. */
const KEEPASS = 'KeePass';

/** @param {string} name @param {unknown} error @returns {Promise<import('./read.js').Opens | undefined>} */
function askPassphrase(name, error) {
  const root = /** @type {HTMLFormElement} */ (show('import', 'import-ask'));
  write(root, 'file', name);
  write(root, 'text', sentence(error));
  const secret = input(root, 'secret');
  secret.focus();
  const key = input(root, 'key');
  const [app] = /** @type {{ values: string[] }} */ (error).values;
  part(root, 'key-line', HTMLElement).hidden = app !== KEEPASS;
  button(root, 'choose-key').onclick = () => key.click();
  key.onchange = () =>
    write(root, 'key-name', key.files?.[0]?.name ?? message('import_key_file_if'));
  button(root, 'cancel').onclick = () => reading?.abort();
  const { promise, resolve, reject } = Promise.withResolvers();
  reading?.signal.addEventListener('abort', () => reject(reading?.signal.reason));
  button(root, 'skip').onclick = () => resolve(undefined);
  root.onsubmit = (event) => {
    event.preventDefault();
    const keyFile = key.files?.[0];
    if (secret.value || keyFile) resolve({ passphrase: secret.value || undefined, keyFile });
  };
  return promise;
}

/**
 * @param {Read[]} read @param {Uint8Array} packed
 * @param {import('./review.js').Before} [before] the table that another window made outdated
 */
function showReview(read, packed, before) {
  reviewed = packed;
  const vault = theVault() ?? Vault.create();
  const rows = vault.compareImport(packed);
  const from = listed([...new Set(read.flatMap(({ about }) => about?.app ?? []))]);
  const root = show('import', 'import-review');
  fillList(part(root, 'refusals', HTMLElement), read.flatMap(refusalsOf));
  write(
    root,
    'summary',
    rows.length ? message('import_found', rows.length, from) : message('import_found_none'),
  );
  if (before) writeOrHide(root, 'said', message('import_stale'));
  part(root, 'summary', HTMLElement).focus();
  const bring = button(root, 'bring');
  const choices = review(root, rows, before, refusedOf(read), (count) => {
    bring.textContent = message('import_bring', count);
    bring.disabled = !count;
  });
  bring.hidden = !rows.length;
  const cancel = button(root, 'cancel');
  const save = async () => {
    const done = await change((open) =>
      // Another window may have changed what the user chose by.
      JSON.stringify(open.compareImport(packed)) === JSON.stringify(rows)
        ? open.importAccounts(packed, choices, from, now())
        : undefined,
    );
    if (!done) return showReview(read, packed, { rows, choices });
    wipeReviewed();
    return showDone(done);
  };
  bring.onclick = () => (importing = attempt(root, () => busy(bring, save, cancel)));
  cancel.onclick = () => {
    wipeReviewed();
    showStart();
  };
}

/** How many accounts of which a text is cut are named. */
const NAMED = 5;

/** Sentences about whole files that were refused or read in part. @param {Read} read */
function refusalsOf({ name, about, error }) {
  if (error) return [message('import_refused', name, sentence(error))];
  const told = about?.of ? [message('import_parts', about.have ?? 0, about.of)] : [];
  const cut = about?.shortened ?? [];
  const some = cut.slice(0, NAMED).map((title) => title || message('unnamed'));
  if (cut.length > NAMED) some.push('…');
  if (cut.length) told.push(message('import_shortened', cut.length, listed(some)));
  return told;
}

/** @param {import('../wasm/tandem.js').ImportedView} done */
function showDone(done) {
  const root = show('import', 'import-done');
  write(root, 'text', message('import_done', done.added, done.changed));
  part(root, 'text', HTMLElement).focus();
  button(root, 'undo').onclick = undo(root, done.id);
  button(root, 'again').onclick = showStart;
}

/** @param {HTMLElement} root @param {import('../wasm/tandem.js').UndoableView} made */
function importRow(root, made) {
  const item = stamp('import-row');
  write(item, 'title', message('import_of', made.from || message('unnamed')));
  write(item, 'detail', message('import_row', made.accounts, date(made.at * 1000), made.days));
  button(item, 'undo').onclick = undo(root, made.id);
  return item;
}

/** What takes back an import. @param {HTMLElement} root @param {string} id */
const undo = (root, id) =>
  attempting(root, async () => {
    const kept = await change((vault) => vault.undoImport(id, now()));
    showStart();
    say(paragraph(message('import_undone'), kept > 0 && message('import_kept', kept)));
  });
