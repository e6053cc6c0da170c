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
  write(root, 'last', said ?? (vault?.count() ? told(last, last && vault.unsavedSince(last.fingerprint)) : message('backup_nothing')));
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
    if (own || (await confirmOwner('backup'))) askSave(own ? 'own' : 'new');
  };
  const file = input(root, 'file');
  for (const purpose of /** @type {const} */ (['restore', 'check'])) {
    button(root, purpose).onclick = () => {
      file.onchange = () => attempt(root, async () => openBackup((await file.files?.[0]?.text()) ?? '', purpose, showBackup));
      file.click();
    };
  }
}

/** By the vault's own passphrase, typed so that it is known to open the backup, or by one for it alone. @param {'own' | 'new'} passphrase */
function askSave(passphrase) {
  const fresh = passphrase === 'new';
  const question = { text: fresh ? 'backup_new' : 'backup_own', field: 'backup_passphrase', act: 'backup_save', fresh };
  const other = button(ask(question, () => showBackup(), (typed) => save(typed, passphrase)), 'other');
  other.hidden = fresh;
  other.onclick = async () => (await confirmOwner('backup')) && askSave('new');
}

/** Saved, once what goes into the file was read again by what was typed. @param {string} typed @param {'own' | 'new'} passphrase */
async function save(typed, passphrase) {
  const open = theVault();
  if (!open) return;
  // A copy: another window may change the list meanwhile.
  const vault = Vault.open(open.text(), open.key());
  const worker = passphraseWorker();
  try {
    const text = vault.backup(passphrase === 'new' ? await worker.deriveKey(typed) : undefined, Date.now() / 1000);
    const file = new Blob([text], { type: 'application/json' });
    const written = await file.text();
    const again = Vault.open(written, await countingWrong(() => worker.key(written, typed)));
    const same = again.count() === vault.count() && again.fingerprint() === vault.fingerprint();
    again.free();
    if (!same) throw { code: 'backup_differs' };
    download(file, `tandem-${new Date().toISOString().slice(0, 10)}.tandem`);
    await backedUp(vault.fingerprint());
    const trashed = vault.trash(Date.now() / 1000).map(({ title }) => title);
    await showBackup([message('backup_saved', vault.count()), ...(trashed.length ? [message('backup_trashed', named(trashed))] : [])].join(' '));
  } finally {
    worker.drop();
    vault.free();
  }
}
