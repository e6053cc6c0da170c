/**
 * The section *On paper*: the sealed backup as QR codes on sheets to print, with instructions and a
 * place for the recovery code. The section *Import* reads them back. Part of the import page.
 */
import { date } from '../shared/backups.js';
import { now } from '../shared/clock.js';
import { confirmOwner } from '../shared/confirm.js';
import {
  busy,
  button,
  input,
  message,
  paragraph,
  part,
  stamp,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { makeBackup } from '../shared/make-backup.js';
import { theVault } from '../shared/session.js';
import { attempt, show } from '../shared/section.js';
import { lacking, unlockMethods } from '../wasm/tandem.js';
import { requestOnce } from './requests.js';

/** @typedef {import('../wasm/exchange.js').DrawingView} Drawing */

/** How many QR codes are on the first sheet, beside its text, and on each of the others. */
const [FIRST, OTHERS] = [2, 6];

export function showPaper() {
  const vault = theVault();
  part(document, 'paper-section', HTMLElement).hidden = !vault?.count();
  if (!vault?.count()) return;
  const root = show('paper', 'paper-form');
  const own = unlockMethods(vault.text()).passphrase;
  const [secret, again] = [input(root, 'secret'), input(root, 'again')];
  writeOrHide(root, 'lacks', leftOut());
  write(root, 'text', message(own ? 'backup_own' : 'backup_new'));
  part(root, 'again-field', HTMLElement).hidden = own;
  const judge = () => {
    const lacks = !own && secret.value ? lacking(secret.value) : 0;
    writeOrHide(root, 'strength', lacks ? message('passphrase_lacks', lacks) : undefined);
    return lacks;
  };
  secret.oninput = judge;
  part(root, 'form', HTMLFormElement).onsubmit = (event) => {
    event.preventDefault();
    attempt(root, () =>
      busy(button(root, 'make'), async () => {
        if (!secret.value) throw { code: 'passphrase_empty' };
        if (judge()) throw { code: 'passphrase_weak' };
        if (!own && again.value !== secret.value) throw { code: 'passphrase_differs' };
        // If the vault has no passphrase, the user has just chosen one for this backup.
        if (!own && !(await confirmOwner('backup'))) return;
        await lay(await makeBackup(secret.value, own ? 'own' : 'first', true));
      }),
    );
  };
}

/** What the sheets don't hold, as a sentence. */
function leftOut() {
  const vault = theVault();
  const pictures = vault?.rows(vault.search(''), 1).filter(({ picture }) => picture).length ?? 0;
  const trashed = vault?.trash(now()).length ?? 0;
  return pictures || trashed ? message('paper_lacks', pictures, trashed) : undefined;
}

/** @param {import('../shared/make-backup.js').Made} made */
async function lay({ text, count }) {
  const parts = /** @type {string[]} */ (await requestOnce({ paper: text }));
  const [back] = /** @type {import('../wasm/exchange.js').PaperView[]} */ (
    await requestOnce({ sheets: parts })
  );
  if (back?.text !== text) throw { code: 'backup_differs' };
  const sheets = [parts.slice(0, FIRST)];
  for (let at = FIRST; at < parts.length; at += OTHERS) sheets.push(parts.slice(at, at + OTHERS));
  const drawn = [];
  let number = 0;
  for (const [index, texts] of sheets.entries()) {
    const sheet = stamp('paper-sheet');
    write(sheet, 'when', message('paper_saved', date(Date.now()), count));
    write(sheet, 'page', message('paper_page', index + 1, sheets.length));
    part(sheet, 'cover', HTMLElement).hidden = index > 0;
    for (const each of texts) {
      number += 1;
      const code = await draw(each, message('export_code_of', number, parts.length));
      part(sheet, 'codes', HTMLElement).append(code);
    }
    drawn.push(sheet);
  }
  // Shown only when complete, so that nobody prints half of it.
  const root = show('paper', 'paper-sheets');
  write(root, 'text', paragraph(message('paper_ready', sheets.length, parts.length), leftOut()));
  part(root, 'sheets', HTMLElement).append(...drawn);
  button(root, 'print').onclick = () => print();
  button(root, 'close').onclick = showPaper;
  button(root, 'print').focus();
}

/** @param {string} text @param {string} caption */
async function draw(text, caption) {
  const item = stamp('paper-code');
  const { side, path } = /** @type {Drawing} */ (await requestOnce({ draw: text }));
  const code = part(item, 'code', SVGSVGElement);
  code.setAttribute('viewBox', `0 0 ${side} ${side}`);
  code.setAttribute('aria-label', caption);
  part(item, 'dark', SVGPathElement).setAttribute('d', path);
  write(item, 'caption', caption);
  return item;
}
