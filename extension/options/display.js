/**
 * The section *Privacy on screen*: which codes are hidden until revealed, and what is hidden while
 * the screen is shared.
 */
import { input, part } from '../shared/dom.js';
import { choose, settings } from '../shared/storage.js';
import { attempt, show } from '../shared/section.js';

export async function showDisplay() {
  const { hideCodes, blurred = false, hideNames = false } = await settings();
  const root = show('display', 'display-choice');
  const hide = part(root, 'hide-codes', HTMLSelectElement);
  hide.value = hideCodes ?? 'marked';
  hide.onchange = () =>
    attempt(root, () =>
      choose({ hideCodes: /** @type {'off' | 'all' | 'marked'} */ (hide.value) }),
    );
  const [blur, names] = [input(root, 'blurred'), input(root, 'hide-names')];
  [blur.checked, names.checked] = [blurred, hideNames];
  blur.onchange = () => attempt(root, () => choose({ blurred: blur.checked }));
  names.onchange = () => attempt(root, () => choose({ hideNames: names.checked }));
}
