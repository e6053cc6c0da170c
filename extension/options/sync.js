/**
 * The section *Sync*: off, on with what there was room for, and another vault that is met.
 */
import { confirmOwner } from '../shared/confirm.js';
import { button, message, part, write } from '../shared/dom.js';
import { keyOfTyped } from '../shared/passphrase.js';
import { theVault } from '../shared/session.js';
import { adopt, begin, end, syncNow, otherVault, syncState } from '../shared/sync.js';
import { ask } from './ask.js';
import { attempt, confirmed, show } from './view.js';

export async function showSync() {
  await syncNow();
  const { on, fit, failed } = await syncState();
  const vault = theVault();
  const count = vault?.count() ?? 0;
  const other = await otherVault();
  const root = show('sync', 'sync-state');
  const [act, off, clear] = [button(root, 'act'), button(root, 'off'), button(root, 'clear')];
  const able = Boolean(vault?.isProtected());
  let text = message(able ? 'sync_text' : 'sync_needs_passphrase');
  if (other) text = message('sync_found');
  else if (able && on) text = failed ? message('sync_failed', failed) : fit === count ? message('sync_all', count) : message('sync_some', fit ?? 0, count);
  write(root, 'text', text);
  act.hidden = !other && (!able || Boolean(on));
  act.textContent = message(other ? 'sync_join' : 'sync_on');
  off.hidden = clear.hidden = !on;
  act.onclick = () => (other ? askJoin(other) : attempt(root, () => done(begin)));
  off.onclick = () => attempt(root, () => done(() => end(false)));
  clear.onclick = async () => {
    if (await confirmed(message('sync_clear_text'), message('sync_clear'))) await attempt(root, () => done(() => end(true)));
  };
}

/** @param {() => Promise<void>} act */
async function done(act) {
  await act();
  await showSync();
  part(document, 'sync', HTMLElement).querySelector('p')?.focus();
}

/** @param {string} text the other vault's ways in */
function askJoin(text) {
  ask({ section: 'sync', text: 'sync_join_text', field: 'backup_secret', act: 'sync_join' }, showSync, async (typed) => {
    const key = await keyOfTyped(text, typed);
    // From then on the other vault's unlock methods open the accounts of this one.
    if (!(await confirmOwner('join'))) return;
    await adopt(text, key);
    // Other sections tell of other ways in now.
    location.reload();
  });
}
