/**
 * The section *Copied codes*: when they leave the clipboard. Not there where the browser lets no extension clear it.
 */
import { USUAL, canClear } from '../shared/clipboard.js';
import { message, part } from '../shared/dom.js';
import { choose, settings } from '../shared/storage.js';
import { attempt, show } from './view.js';

/** In seconds. */
const CHOICES = [30, 60, 120, 300];

export async function showCopied() {
  if (!canClear()) return;
  const { clearAfter = USUAL } = await settings();
  const root = show('copied', 'copied-choice');
  const after = part(root, 'clear-after', HTMLSelectElement);
  after.append(
    ...CHOICES.map(
      (seconds) => new Option(message('clear_after_seconds', seconds), String(seconds)),
    ),
  );
  after.append(new Option(message('clear_never'), '0'));
  after.value = String(clearAfter);
  after.onchange = () => attempt(root, () => choose({ clearAfter: Number(after.value) }));
}
