/**
 * The section *Sync*: off, on with how much fits, or another vault found in the store.
 */
import { confirmOwner } from '../shared/confirm.js';
import { button, message, part, write } from '../shared/dom.js';
import { keyOfTyped } from '../shared/passphrase.js';
import { theVault } from '../shared/session.js';
import { adopt, turnOffSync, turnOnSync, syncNow, otherVault, syncState } from '../shared/sync.js';
import { askPassphrase } from './ask-passphrase.js';
import { attempt, attempting, confirmed, show } from '../shared/section.js';

/** @typedef {import('../shared/sync.js').Other} Other */

export async function showSync() {
  await syncNow();
  const { on, fit, failed } = await syncState();
  const other = await otherVault();
  const vault = theVault();
  const count = vault?.count() ?? 0;
  const root = show('sync', 'sync-state');
  const [act, off, clear] = [button(root, 'act'), button(root, 'off'), button(root, 'clear')];
  const able = Boolean(vault?.isProtected());
  let text = message(able ? 'sync_text' : 'sync_needs_passphrase');
  if (other) text = message(other.is === 'rekeyed' ? 'sync_rekeyed' : 'sync_found');
  else if (able && on)
    text = failed
      ? message('sync_failed', failed)
      : fit === count
        ? message('sync_all', count)
        : message('sync_some', fit ?? 0, count);
  write(root, 'text', text);
  act.hidden = !other && (!able || Boolean(on));
  act.textContent = message(other ? nameOfJoin(other) : 'sync_on');
  off.hidden = clear.hidden = !on;
  act.onclick = attempting(root, () => (other ? askJoin(other) : done(turnOnSync)));
  off.onclick = attempting(root, () => done(() => turnOffSync(false)));
  clear.onclick = async () => {
    if (await confirmed(message('sync_clear_text'), message('sync_clear')))
      await attempt(root, () => done(() => turnOffSync(true)));
  };
}

/** @param {() => Promise<void>} act */
async function done(act) {
  await act();
  await showSync();
  part(document, 'sync', HTMLElement).querySelector('p')?.focus();
}

/** @param {Other} other */
const nameOfJoin = ({ is }) => (is === 'rekeyed' ? 'sync_continue' : 'sync_join');

/** @param {Other} other */
function askJoin(other) {
  const { text, is, stays } = other;
  askPassphrase(
    {
      section: 'sync',
      text: is === 'rekeyed' ? 'sync_rekeyed' : stays ? 'sync_join_own' : 'sync_join_text',
      field: 'backup_secret',
      act: nameOfJoin(other),
    },
    showSync,
    async (typed) => {
      const key = await keyOfTyped(text, typed);
      // From then on, what the user typed opens this vault's accounts. But anybody who can write
      // into the store may have made up its items, even ones that claim to be of this vault.
      if (!(await confirmOwner(is !== 'another' ? 'rekeyed' : stays ? 'join_own' : 'join'))) {
        key.fill(0);
        return;
      }
      await adopt(text, key);
      // Other sections now show other unlock methods.
      location.reload();
    },
  );
}
