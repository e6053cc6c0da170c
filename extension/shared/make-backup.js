/**
 * Makes the text of a backup, which counts only after it was opened again with what was typed. Used
 * by the pages that save or print one.
 */
import { countingWrong } from './lock.js';
import { passphraseWorker } from './passphrase.js';
import { openAndWipe, theVault } from './session.js';

/**
 * @typedef {'own' | 'first' | 'other'} Passphrase `own`: the vault's, typed to prove that it opens
 * the backup; `first`: one for the backup, since the vault has none; `other`: another one, for
 * somebody else to open it
 */
/**
 * @typedef {{ text: string, count: number, fingerprint: string, trashed: string[] }} Made
 * `trashed`: the titles of accounts in the trash that it contains
 */

/**
 * @param {string} typed @param {Passphrase} passphrase
 * @param {boolean} [onPaper] without the trash and pictures, which paper has no room for @returns
 * {Promise<Made>}
 */
export async function makeBackup(typed, passphrase, onPaper) {
  const open = theVault();
  if (!open) throw { code: 'account_gone' };
  // A copy, since another window may change the list meanwhile.
  const vault = open.openByKey(open.text());
  if (onPaper) vault.keepListAlone();
  const worker = passphraseWorker();
  try {
    if (passphrase === 'own') (await countingWrong(() => worker.key(vault.text(), typed))).fill(0);
    const opens = passphrase === 'other' ? 'anybody' : 'owner';
    const now = Date.now() / 1000;
    const derived = await worker.deriveKey(typed);
    const text = vault.backup(derived, opens, now);
    derived.key.fill(0);
    const again = openAndWipe(text, await worker.key(text, typed));
    // Proof: restoring it here would change nothing.
    const { added, changed, same } = vault.mergeBackup(again);
    const whole =
      again.count() === vault.count() && same === vault.count() && !added.length && !changed.length;
    again.free();
    if (!whole) throw { code: 'backup_differs' };
    const trashed = vault.trash(now).map(({ title }) => title);
    return { text, count: vault.count(), fingerprint: vault.fingerprint(), trashed };
  } finally {
    worker.drop();
    vault.free();
  }
}
