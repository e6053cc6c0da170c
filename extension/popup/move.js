/**
 * Moves an account in the list, by keys, menu or pointer: it is said where it went, and can be undone.
 */
import { now } from '../shared/clock.js';
import { message } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { offerUndo, speak } from './view.js';

/** What was moved last and how far, so that one *Undo* takes back every step of it. @type {{ id: string, by: number } | undefined} */
let last;

/**
 * @param {string} id
 * @param {number} by so many places; no further than the list goes
 * @returns {Promise<number>} the place where it is now
 */
export async function moveAccount(id, by) {
  const vault = theVault();
  const rows = vault?.rows(vault.search(''), now()) ?? [];
  const from = rows.findIndex((row) => row.id === id);
  const to = Math.max(0, Math.min(rows.length - 1, from + by));
  if (from < 0 || to === from) return from;
  await change((vault) => vault.moveBy(id, to - from));
  const step = { id, by: to - from + (last?.id === id ? last.by : 0) };
  last = step;
  const text = message('moved', rows[from]?.title || message('unnamed'), to + 1, rows.length);
  offerUndo(text, async () => {
    last = undefined;
    await change((vault) => vault.moveBy(id, -step.by));
    speak(message('move_undone'));
  });
  return to;
}
