/**
 * The recovery code, shown only once: the user can copy, print or save it, and types one group back
 * to show that they have it. A user who leaves before that is reminded on this page until they make
 * a new one.
 */
import { USUAL, canClear, copiedSecret } from '../shared/clipboard.js';
import { button, input, message, paragraph, part, write } from '../shared/dom.js';
import { choose, settings } from '../shared/storage.js';
import { isRecoveryGroup } from '../wasm/tandem.js';
import { attempt, download, fillList, say, show } from '../shared/section.js';

/**
 * @param {() => Promise<string | undefined>} make gives it in groups, and ends the one before
 * @param {() => unknown} done
 */
export async function showCode(make, done) {
  const { recoveryKept } = await settings();
  // Noted first: if the page closes in between, the user has a code that they never saw.
  await choose({ recoveryKept: false });
  const code = await make().catch(async (error) => {
    await choose({ recoveryKept });
    throw error;
  });
  if (code) showGroups(code, done);
}

/** @param {string} code in groups @param {() => unknown} done */
function showGroups(code, done) {
  const root = show('protection', 'code');
  const groups = code.split('-');
  fillList(part(root, 'groups', HTMLElement), groups);
  const text = message('recovery_file', code, new Date().toLocaleDateString(message('language')));
  button(root, 'copy').onclick = () =>
    attempt(root, async () => {
      await navigator.clipboard.writeText(code);
      await copiedSecret(code);
      say(paragraph(message('recovery_copied'), canClear() && message('recovery_cleared', USUAL)));
    });
  button(root, 'print').onclick = () => print();
  button(root, 'keep').onclick = () =>
    download(new Blob([text], { type: 'text/plain' }), 'tandem-recovery-code.txt');

  const asked = (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % groups.length;
  write(root, 'which', message('recovery_group', asked + 1));
  root.onsubmit = (event) => {
    event.preventDefault();
    attempt(root, async () => {
      if (!isRecoveryGroup(input(root, 'group').value, groups[asked] ?? ''))
        throw { code: 'recovery_not_this', values: [asked + 1] };
      await choose({ recoveryKept: true });
      await done();
      say(message('recovery_confirmed'));
    });
  };
  part(root, 'groups', HTMLElement).focus();
}
