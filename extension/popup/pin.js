/**
 * Pins an account above the others, or unpins it, with a toast and *Undo* as for a move.
 */
import { now } from '../shared/clock.js';
import { message } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { speak, undoably } from './view.js';

/** @param {string} id @param {boolean} pinned */
export async function setPinned(id, pinned) {
  const title = theVault()?.row(id, now(id)).title || message('unnamed');
  await undoably(
    async () => {
      await change((vault) => vault.setPinned(id, pinned));
      return message(pinned ? 'pinned' : 'unpinned', title);
    },
    async () => {
      await change((vault) => vault.setPinned(id, !pinned));
      speak(message('move_undone'));
    },
  );
}
