/**
 * A chosen backup: opens it, shows what it would change, and restores it or only checks it.
 */
import { date } from '../shared/backups.js';
import { button, codeOf, message, part, write, writeOrHide } from '../shared/dom.js';
import { keyOfTyped } from '../shared/passphrase.js';
import { change, openAndWipe, theVault } from '../shared/session.js';
import { Vault, unlockMethods } from '../wasm/tandem.js';
import { askPassphrase } from './ask-passphrase.js';
import { attempting, named, show } from '../shared/section.js';

/** @typedef {'restore' | 'check'} Purpose */

/**
 * @param {string} text of a file
 * @param {Purpose} purpose
 * @param {(said?: string) => unknown} close
 */
export function openBackup(text, purpose, close) {
  // An error that no passphrase can fix is shown before asking for one.
  const { saved } = read(() => unlockMethods(text));
  /** @type {Vault | undefined} */
  let opened;
  const leave = (/** @type {string | undefined} */ said = undefined) => {
    opened?.free();
    opened = undefined;
    return close(said);
  };
  askPassphrase(
    { text: 'backup_open', field: 'backup_secret', act: 'backup_read' },
    () => close(),
    async (typed) => {
      const key = await keyOfTyped(text, typed);
      const backup = read(() => openAndWipe(text, key));
      opened = backup;
      const root = showContents(backup, saved);
      const bring = button(root, 'bring');
      bring.hidden ||= purpose === 'check';
      bring.onclick = attempting(root, () => restore(root, backup, leave));
      button(root, 'close').onclick = () => leave();
      part(root, 'heading', HTMLElement).focus();
    },
  );
}

/**
 * Turns the error of a damaged vault, which speaks of the profile, into one about a file.
 * @template T
 * @param {() => T} act
 * @returns {T}
 */
function read(act) {
  try {
    return act();
  } catch (error) {
    if (codeOf(error) !== 'vault_damaged') throw error;
    throw { code: 'backup_damaged', values: /** @type {{ values: unknown[] }} */ (error).values };
  }
}

/**
 * Shows what it contains, compared with the list.
 * @param {Vault} backup
 * @param {number | undefined} saved in Unix seconds
 */
function showContents(backup, saved) {
  // Tried on a copy: nothing changes before the user agrees.
  const vault = theVault();
  const copy = vault ? vault.openByKey(vault.text()) : Vault.create();
  const { added, changed, same } = copy.mergeBackup(backup);
  copy.free();
  const root = show('backup', 'backup-contents');
  write(
    root,
    'heading',
    message('backup_readable', backup.count(), saved === undefined ? '–' : date(saved * 1000)),
  );
  writeOrHide(
    root,
    'added',
    added.length ? message('backup_adds', added.length, named(added)) : undefined,
  );
  writeOrHide(
    root,
    'newer',
    changed.length ? message('backup_changes', changed.length, named(changed)) : undefined,
  );
  writeOrHide(root, 'same', same ? message('backup_same', same) : undefined);
  writeOrHide(
    root,
    'refused',
    backup.unreadable() ? message('unreadable_accounts', backup.unreadable()) : undefined,
  );
  button(root, 'bring').hidden = !added.length && !changed.length;
  return root;
}

/** @param {HTMLElement} root @param {Vault} backup @param {(said?: string) => unknown} close */
async function restore(root, backup, close) {
  const { before, after, added, changed } = await change((vault) => {
    const before = vault.text();
    const { added, changed } = vault.mergeBackup(backup);
    return { before, after: vault.text(), added, changed };
  });
  write(root, 'heading', message('backup_brought', added.length + changed.length));
  writeOrHide(
    root,
    'added',
    added.length ? message('backup_added', added.length, named(added)) : undefined,
  );
  writeOrHide(
    root,
    'newer',
    changed.length ? message('backup_changed_back', changed.length, named(changed)) : undefined,
  );
  // The backup's passphrase protects the file, not the vault in this browser.
  part(root, 'unprotected', HTMLElement).hidden = theVault()?.isProtected() ?? true;
  const [bring, undo] = [button(root, 'bring'), button(root, 'undo')];
  [bring.hidden, undo.hidden] = [true, false];
  undo.focus();
  undo.onclick = attempting(root, async () => {
    await change((vault) => vault.undoRestore(before, after, Date.now() / 1000));
    await close(message('backup_undone'));
  });
}
