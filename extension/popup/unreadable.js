/**
 * A vault that doesn't open: what happened, and what to do.
 */
import { button, codeOf, message, part, sentence, write } from '../shared/dom.js';
import { mount, onClick } from './view.js';

/** Errors that trying again can't fix, but a backup can. @type {Set<unknown>} */
const OPENS_NEVER = new Set([
  'device_key_missing',
  'device_key_wrong',
  'vault_wrong_key',
  'vault_damaged',
  'vault_torn',
]);

/**
 * Something is stored but can't be read, or is missing although a copy exists. This never counts as
 * "no accounts", and nothing is written before the user chooses.
 * @param {unknown} error @param {() => unknown} again
 */
export async function showUnreadable(error, again) {
  const { root } = mount('unreadable');
  const missing = codeOf(error) === 'vault_missing';
  write(root, 'heading', message(missing ? 'missing_title' : 'unreadable_title'));
  write(root, 'text', sentence(error));
  onClick(button(root, 'again'), again);
  const { recoverable, recover, startOver, setVaultAside } = await import('../shared/recovery.js');
  const copy = await recoverable();
  if (copy) {
    const when = new Date(copy.at).toLocaleString(message('language'), {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    write(
      root,
      'copy',
      copy.count === undefined
        ? message('recover_text_locked', when)
        : message('recover_text', copy.count, when),
    );
    part(root, 'copy', HTMLElement).hidden = false;
    const restore = button(root, 'restore');
    restore.hidden = false;
    onClick(restore, async () => {
      await recover(copy);
      await again();
    });
    button(root, 'again').className = 'quiet';
    restore.focus();
  }
  if (OPENS_NEVER.has(codeOf(error))) {
    const backup = button(root, 'backup');
    part(root, 'aside', HTMLElement).hidden = backup.hidden = false;
    onClick(backup, async () => {
      await setVaultAside();
      await (await import('../shared/own.js')).openOptionsAt('backup');
    });
  }
  if (!missing) return;
  const start = button(root, 'start-over');
  start.hidden = false;
  onClick(start, async () => {
    await startOver();
    await again();
  });
}
