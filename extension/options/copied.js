/**
 * The section *Copied codes*: when they leave the clipboard, if the browser lets an extension clear
 * it, and whether opening the popup copies a code.
 */
import { USUAL, canClear } from '../shared/clipboard.js';
import { input, message, part } from '../shared/dom.js';
import { choose, settings } from '../shared/storage.js';
import { attempt, show } from '../shared/section.js';

/** In seconds. */
const CHOICES = [30, 60, 120, 300];

export async function showCopied() {
  const { clearAfter = USUAL, copyOnOpen = false } = await settings();
  const root = show('copied', 'copied-choice');
  const copies = input(root, 'copy-on-open');
  copies.checked = copyOnOpen;
  copies.onchange = () => attempt(root, () => choose({ copyOnOpen: copies.checked }));
  part(root, 'clearing', HTMLElement).hidden = !canClear();
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
