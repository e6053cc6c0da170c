/**
 * The section *Protection*: sets a first passphrase, or shows the unlock methods and when to lock.
 */
import { message, paragraph, part, writeOrHide } from '../shared/dom.js';
import { change } from '../shared/session.js';
import { readVault, settings } from '../shared/storage.js';
import { unlockMethods } from '../wasm/tandem.js';
import { showCode } from './code.js';
import { showLocking } from './locking.js';
import { showMethods } from './methods.js';
import { showPassphrase } from './passphrase.js';
import { say, show } from '../shared/section.js';

/** @typedef {import('../wasm/tandem.js').DerivedKey} DerivedKey */

/** How many unlock methods the page shows. */
let shown = 0;

export async function showProtection() {
  const text = await readVault();
  const methods = text === undefined ? undefined : unlockMethods(text);
  if (!methods) show('protection', 'nothing-yet');
  else if (methods.device) {
    shown = 0;
    showPassphrase({ first: true, use: protect });
  } else await showProtected(methods);
}

/** A first passphrase comes with a recovery code. @param {DerivedKey} passphrase */
async function protect(passphrase) {
  await showCode(
    () =>
      change((vault) => {
        // In another window, while this one showed the form: a change needs a proof.
        if (vault.isProtected()) throw { code: 'already_protected' };
        return vault.protect(passphrase);
      }),
    showProtection,
  );
}

/** @param {import('../wasm/tandem.js').UnlockMethods} methods */
async function showProtected(methods) {
  shown =
    Number(methods.passphrase) +
    Number(methods.recovery) +
    methods.passkeys.length +
    methods.unknown;
  const root = show('protection', 'methods');
  const lost = methods.recovery && (await settings()).recoveryKept === false;
  writeOrHide(root, 'code-lost', lost ? message('recovery_not_kept') : undefined);
  showMethods(root, methods, { changePassphrase, done });
  await showLocking(part(root, 'locking', HTMLElement), root);
}

/** Replaces the passphrase. */
function changePassphrase() {
  showPassphrase({
    cancel: showProtection,
    use: async (passphrase) => {
      await change((vault) => vault.setPassphrase(passphrase));
      await done('passphrase_saved');
    },
  });
}

/**
 * Shows the unlock methods after a change, and says if some had to be removed: a new key can't be
 * sealed to methods that an earlier version made.
 * @param {string} [said] the sentence that says what was done
 */
async function done(said) {
  const wanted = shown - (said === 'method_removed' ? 1 : 0);
  await showProtection();
  const text = paragraph(said && message(said), shown < wanted && message('methods_dropped'));
  if (text) say(text);
}
