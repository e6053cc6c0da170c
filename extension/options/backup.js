/**
 * The section *Backup*: when the last one was saved, saving one, and the ways to open one.
 */
import { backedUp, lastBackup, told } from '../shared/backups.js';
import { confirmOwner, countingWrong } from '../shared/confirm.js';
import { button, input, message, part, write } from '../shared/dom.js';
import { passphraseWorker } from '../shared/passphrase.js';
import { theVault } from '../shared/session.js';
import { Vault, unlockMethods } from '../wasm/tandem.js';
import { ask } from './ask.js';
import { openBackup } from './restore.js';
import { attempt, download, named, show } from './view.js';

/** @param {string} [said] what has just been done */
export async function showBackup(said) {
  const last = await lastBackup();
  const vault = theVault();
  const root = show('backup', 'backups');
  write(
    root,
    'last',
    said ??
      (vault?.count()
        ? told(last, last && vault.unsavedSince(last.fingerprint))
        : message('backup_nothing')),
  );
  // Read out, and in view, wherever the page was.
  if (said) part(root, 'last', HTMLElement).focus();
  const save = button(root, 'save');
  save.hidden = !vault?.count();
  // Where there is nothing to save, what there is to do is to restore.
  if (save.hidden) button(root, 'restore').className = 'primary';
  save.onclick = async () => {
    if (!vault) return;
    const own = unlockMethods(vault.text()).passphrase;
    // Without a passphrase of the vault's own it is one that was chosen now.
    if (own || (await confirmOwner('backup'))) askSave(own ? 'own' : 'first');
  };
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

/**
 * @typedef {'own' | 'first' | 'other'} Passphrase the vault's own, typed so that it is known to open the
 *   backup; one for the backup, since the vault has none; or another, for somebody else to open it
 */

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
    ask(
      question,
      () => showBackup(),
      (typed) => save(typed, passphrase),
    ),
    'other',
  );
  other.hidden = fresh;
  other.onclick = async () => (await confirmOwner('backup')) && askSave('other');
}

/** Saved, once what goes into the file was read again by what was typed. @param {string} typed @param {Passphrase} passphrase */
async function save(typed, passphrase) {
  const open = theVault();
  if (!open) return;
  // A copy: another window may change the list meanwhile.
  const vault = open.openByKey(open.text());
  const worker = passphraseWorker();
  try {
    if (passphrase === 'own') (await countingWrong(() => worker.key(vault.text(), typed))).fill(0);
    const opens = passphrase === 'other' ? 'anybody' : 'owner';
    const text = vault.backup(await worker.deriveKey(typed), opens, Date.now() / 1000);
    const file = new Blob([text], { type: 'application/json' });
    const written = await file.text();
    const again = Vault.open(written, await worker.key(written, typed));
    // Restoring it here would change nothing.
    const { added, changed, same } = vault.mergeBackup(again);
    const whole =
      again.count() === vault.count() && same === vault.count() && !added.length && !changed.length;
    again.free();
    if (!whole) throw { code: 'backup_differs' };
    download(file, `tandem-${new Date().toISOString().slice(0, 10)}.tandem`);
    await backedUp(vault.fingerprint());
    const trashed = vault.trash(Date.now() / 1000).map(({ title }) => title);
    await showBackup(
      [
        message('backup_saved', vault.count()),
        ...(trashed.length ? [message('backup_trashed', named(trashed))] : []),
      ].join(' '),
    );
  } finally {
    worker.drop();
    vault.free();
  }
}
