/**
 * The section *Automatic backups*: where they go, how many are kept, and how the last one went.
 */
import {
  KEPT,
  allowDownloads,
  allowFolder,
  autoState,
  canChoose,
  chooseFolder,
  chosenFolder,
  noteAuto,
  noteChange,
  writeNow,
} from '../shared/auto-backup.js';
import { busy, button, message, part, sentence, write, writeOrHide } from '../shared/dom.js';
import { theVault } from '../shared/session.js';
import { attempt, attempting, show } from '../shared/section.js';

const CHOICES = [5, 10, 20, 50];

export async function showAuto() {
  const state = await autoState();
  const open = Boolean(theVault()?.count() && theVault()?.isProtected());
  const root = show('auto', 'auto-backups');
  part(root, 'protect', HTMLElement).hidden = open || Boolean(state.where);
  showState(root, state);
  const on = Boolean(state.where);
  const folder = state.where === 'folder' ? await chosenFolder() : undefined;
  write(root, 'where', message(on ? `auto_to_${state.where}` : 'auto_off', folder?.name ?? ''));
  part(root, 'keep-field', HTMLElement).hidden = !on;
  const keep = part(root, 'keep', HTMLSelectElement);
  keep.append(...CHOICES.map((count) => new Option(message('auto_kept', count), String(count))));
  keep.value = String(state.keep ?? KEPT);
  keep.onchange = () => attempt(root, () => noteAuto({ keep: Number(keep.value) }));
  for (const name of ['downloads', 'folder', 'now', 'off']) button(root, name).hidden = true;
  if (on) {
    button(root, 'now').hidden = button(root, 'off').hidden = false;
  } else {
    button(root, 'downloads').hidden = !open;
    button(root, 'folder').hidden = !open || !canChoose();
  }
  button(root, 'downloads').onclick = attempting(root, async () => {
    if (!(await allowDownloads())) throw { code: 'auto_not_allowed' };
    await begin(button(root, 'downloads'), 'downloads');
  });
  button(root, 'folder').onclick = attempting(root, async () => {
    if ((await chosen()) !== undefined) await begin(button(root, 'folder'), 'folder');
  });
  button(root, 'now').onclick = attempting(root, () => again(root, state));
  button(root, 'off').onclick = () =>
    attempt(root, async () => {
      await noteAuto({ where: undefined, due: undefined, failed: undefined });
      await showAuto();
    });
}

/** @param {HTMLElement} root @param {import('../shared/auto-backup.js').Auto} state */
function showState(root, { at, files = [], failed, where }) {
  const when = (/** @type {number} */ at) =>
    new Date(at).toLocaleString(message('language'), { dateStyle: 'medium', timeStyle: 'short' });
  writeOrHide(
    root,
    'last',
    where && at ? message('auto_last', when(at), files.at(-1)?.name ?? '') : undefined,
  );
  writeOrHide(
    root,
    'failed',
    failed && where ? sentence({ code: failed, values: [''] }) : undefined,
  );
}

/** @returns {Promise<string | undefined>} undefined if the user chose none */
async function chosen() {
  try {
    return await chooseFolder();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** @param {HTMLButtonElement} pressed @param {'downloads' | 'folder'} where */
async function begin(pressed, where) {
  await noteAuto({ where, fingerprint: undefined, failed: undefined, files: [] });
  await noteChange(theVault);
  await busy(pressed, writeNow);
  await showAuto();
}

/**
 * Asks again for a permission that was missing, since this is a click.
 * @param {HTMLElement} root
 * @param {import('../shared/auto-backup.js').Auto} state
 */
async function again(root, { where, failed }) {
  if (failed === 'auto_not_allowed' && !(await allowDownloads())) throw { code: failed };
  if (failed === 'auto_folder_refused' && !(await allowFolder())) throw { code: failed };
  if (failed === 'auto_folder_gone' && where === 'folder' && (await chosen()) === undefined) return;
  await noteAuto({ due: theVault()?.fingerprint() });
  await busy(button(root, 'now'), writeNow);
  await showAuto();
}
