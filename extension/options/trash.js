/**
 * The section *Trash*: accounts deleted within thirty days, those replaced in a merge, and imports
 * that can be undone.
 */
import { date } from '../shared/backups.js';
import { now } from '../shared/clock.js';
import {
  abreast,
  button,
  destroyText,
  message,
  paragraph,
  part,
  stamp,
  write,
} from '../shared/dom.js';
import { change, theVault } from '../shared/session.js';
import { attempt, attempting, confirmed, say, show } from '../shared/section.js';

export async function showTrash() {
  const rows = theVault()?.trash(now()) ?? [];
  const imports = theVault()?.imports(now()) ?? [];
  const root = show('trash', 'trash-list');
  part(root, 'none', HTMLElement).hidden = rows.length + imports.length > 0;
  const empty = button(root, 'empty');
  empty.hidden = rows.length < 2;
  empty.onclick = () => destroy(root, rows);
  part(root, 'rows', HTMLUListElement).append(
    ...imports.map((made) => importRow(root, made)),
    ...rows.map((row) => {
      const item = stamp('trash-row');
      const title = row.title || message('unnamed');
      write(item, 'title', title);
      write(
        item,
        'detail',
        abreast(
          row.detail,
          row.days === undefined ? message('trash_lost') : message('trash_days', row.days),
        ),
      );
      const [restore, remove] = [button(item, 'restore'), button(item, 'delete')];
      restore.ariaLabel = message('act_named', message('restore'), title);
      remove.ariaLabel = message('act_named', message('destroy'), title);
      restore.onclick = attempting(root, async () => {
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
  const text = destroyText(rows.map(({ title }) => title));
  if (!(await confirmed(text, message('destroy')))) return;
  await attempt(root, async () => {
    await change((vault) => vault.purge(rows.map(({ id }) => id)));
    say(message('destroyed'));
  });
}

/**
 * An import, which is undone as a whole.
 * @param {HTMLElement} root
 * @param {import('../wasm/tandem.js').UndoableView} made
 */
function importRow(root, made) {
  const item = stamp('trash-row');
  const title = message('import_of', made.from || message('unnamed'));
  write(item, 'title', title);
  write(item, 'detail', message('import_row', made.accounts, date(made.at * 1000), made.days));
  const undo = button(item, 'restore');
  undo.textContent = message('undo');
  undo.ariaLabel = message('act_named', message('undo'), title);
  button(item, 'delete').hidden = true;
  undo.onclick = attempting(root, async () => {
    const kept = await change((vault) => vault.undoImport(made.id, now()));
    say(paragraph(message('import_undone'), kept > 0 && message('import_kept', kept)));
  });
  return item;
}
