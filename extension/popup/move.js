/**
 * Moves an account in the list, by key, menu or pointer. A toast says where it is now, with *Undo*.
 */
import { now } from '../shared/clock.js';
import { message } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { speak, undoably } from './view.js';

/**
 * The account that was moved last, and how far, so that one *Undo* takes back all its steps.
 * @type {{ id: string, by: number } | undefined}
 */
let last;

/**
 * @param {string} id
 * @param {number} by how many places; it stops at the ends of the list
 * @returns {Promise<number>} the account's place now
 */
export async function moveAccount(id, by) {
  const { rows, from, places } = shownOf(id);
  const to = Math.max(0, Math.min(rows.length - 1, from + by));
  if (from < 0 || to === from) return from;
  // Places are the vault's. Where AWS accounts are grouped, the neighbour in the vault is another
  // one.
  const moved = (places[to] ?? 0) - (places[from] ?? 0);
  let whole = moved;
  let stands = from;
  await undoably(
    async () => {
      await change((vault) => vault.moveBy(id, moved));
      if (last?.id === id) whole += last.by;
      last = { id, by: whole };
      stands = shownOf(id).from;
      return message('moved', rows[from]?.title || message('unnamed'), stands + 1, rows.length);
    },
    async () => {
      last = undefined;
      await change((vault) => vault.moveBy(id, -whole));
      speak(message('move_undone'));
    },
  );
  return stands;
}

/** The list in its manual order, and the account's place in it. @param {string} id */
function shownOf(id) {
  const vault = theVault();
  const places = vault?.search('') ?? new Uint32Array();
  const rows = vault?.rows(places, now()) ?? [];
  return { rows, places, from: rows.findIndex((row) => row.id === id) };
}
