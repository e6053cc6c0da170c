/**
 * The section *Backup*: when the last one was saved, saving one, and restoring or checking one.
 */
import { backedUp, backupStatus, lastBackup, today } from '../shared/backups.js';
import { confirmOwner } from '../shared/confirm.js';
import { button, input, message, oneAtATime, paragraph, part, write } from '../shared/dom.js';
import { makeBackup } from '../shared/make-backup.js';
import { theVault } from '../shared/session.js';
import { unlockMethods } from '../wasm/tandem.js';
import { askPassphrase } from './ask-passphrase.js';
import { openBackup } from './restore.js';
import { attempt, download, named, show } from '../shared/section.js';

/** @param {string} [said] what was just done */
export async function showBackup(said) {
  const last = await lastBackup();
  const vault = theVault();
  const root = show('backup', 'backups');
  write(
    root,
    'last',
    said ??
      (vault?.count()
        ? backupStatus(last, last && vault.unsavedSince(last.fingerprint))
        : message('backup_nothing')),
  );
  // Announced to screen readers and scrolled into view.
  if (said) part(root, 'last', HTMLElement).focus();
  const save = button(root, 'save');
  save.hidden = !vault?.count();
  // With nothing to save, restoring is the main action.
  if (save.hidden) button(root, 'restore').className = 'primary';
  save.onclick = oneAtATime(async () => {
    // Not the earlier handle: a change by another window frees it.
    const open = theVault();
    if (!open) return;
    const own = unlockMethods(open.text()).passphrase;
    // If the vault has no passphrase, the user is about to choose one for this backup.
    if (own || (await confirmOwner('backup'))) askSave(own ? 'own' : 'first');
  });
  const file = input(root, 'file');
  for (const purpose of /** @type {const} */ (['restore', 'check'])) {
    button(root, purpose).onclick = () => {
      file.onchange = () =>
        attempt(root, async () =>
          openBackup((await file.files?.[0]?.text()) ?? '', purpose, showBackup),
        );
      file.click();
    };
  }
}

/** @typedef {import('../shared/make-backup.js').Passphrase} Passphrase */

/** @param {Passphrase} passphrase */
function askSave(passphrase) {
  const fresh = passphrase !== 'own';
  const question = {
    text: fresh ? 'backup_new' : 'backup_own',
    field: 'backup_passphrase',
    act: 'backup_save',
    fresh,
  };
  const other = button(
    askPassphrase(
      question,
      () => showBackup(),
      (typed) => save(typed, passphrase),
    ),
    'other',
  );
  other.hidden = fresh;
  other.onclick = oneAtATime(async () => (await confirmOwner('backup')) && askSave('other'));
}

/** @param {string} typed @param {Passphrase} passphrase */
async function save(typed, passphrase) {
  const { text, count, fingerprint, trashed } = await makeBackup(typed, passphrase);
  const file = new Blob([text], { type: 'application/json' });
  if ((await file.text()) !== text) throw { code: 'backup_differs' };
  download(file, `tandem-${today()}.tandem`);
  await backedUp(fingerprint);
  await showBackup(
    paragraph(
      message('backup_saved', count),
      trashed.length > 0 && message('backup_trashed', named(trashed)),
    ),
  );
}
