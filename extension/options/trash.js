/**
 * The section *Trash*: what was deleted, for thirty days, and what lost when two copies met.
 */
import { now } from '../shared/clock.js';
import { button, message, part, stamp, write } from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { attempt, confirmed, say, show } from './view.js';

export async function showTrash() {
  const rows = theVault()?.trash(now()) ?? [];
  const root = show('trash', 'trash-list');
  part(root, 'none', HTMLElement).hidden = rows.length > 0;
  const empty = button(root, 'empty');
  empty.hidden = rows.length < 2;
  empty.onclick = () => destroy(root, rows);
  part(root, 'rows', HTMLUListElement).append(
    ...rows.map((row) => {
      const item = stamp('trash-row');
      const title = row.title || message('unnamed');
      write(item, 'title', title);
      write(item, 'detail', [row.detail, row.days === undefined ? message('trash_lost') : message('trash_days', row.days)].filter(Boolean).join(' · '));
      const [restore, remove] = [button(item, 'restore'), button(item, 'delete')];
      restore.ariaLabel = message('act_named', message('restore'), title);
      remove.ariaLabel = message('act_named', message('destroy'), title);
      restore.onclick = () =>
        attempt(root, async () => {
          await change((vault) => vault.undelete(row.id));
          say(message('restored', title));
        });
      remove.onclick = () => destroy(root, [row]);
      return item;
    }),
  );
}

/** @param {HTMLElement} root @param {import('../wasm/tandem.js').TrashedView[]} rows */
async function destroy(root, rows) {
  const [one] = rows;
  const text = rows.length === 1 ? message('destroy_text', one?.title || message('unnamed')) : message('destroy_all_text', rows.length);
  if (!(await confirmed(text, message('destroy')))) return;
  await attempt(root, async () => {
    await change((vault) => vault.purge(rows.map(({ id }) => id)));
    say(message('destroyed'));
  });
}
