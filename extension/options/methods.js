/**
 * The unlock methods of a protected vault. The user can add, change and remove each, or turn
 * protection off, after confirming that it is them.
 */
import { confirmOwner } from '../shared/confirm.js';
import { dropEarlier, wrap } from '../shared/device.js';
import { busy, button, message, part, stamp, write } from '../shared/dom.js';
import { stopLocking } from '../shared/lock.js';
import { makePasskey, passkeysThere } from '../shared/passkey.js';
import { change, deviceKey, openAndWipe } from '../shared/session.js';
import { readVault } from '../shared/storage.js';
import { turnOffSync } from '../shared/sync.js';
import { showCode } from './code.js';
import { attempting, confirmed } from '../shared/section.js';

/** @typedef {import('../wasm/tandem.js').UnlockMethods} UnlockMethods */
/**
 * @typedef {object} Then
 * @property {() => unknown} changePassphrase
 * @property {(said?: string) => Promise<void>} done shows the methods after a change
 */

/**
 * @typedef {object} Method
 * @property {'passphrase' | 'recovery_code' | 'passkey'} name
 * @property {string} [detail]
 * @property {boolean} there
 * @property {() => unknown} [make] adds it, or replaces it
 * @property {Uint8Array} [credential] the passkey's id
 */

/** @param {HTMLElement} root @param {UnlockMethods} methods @param {Then} then */
export function showMethods(root, methods, then) {
  const strength =
    methods.kdf && message('passphrase_work', methods.kdf.memory / 1024, methods.kdf.passes);
  /** @type {Method[]} */
  const all = [
    {
      name: 'passphrase',
      detail: methods.passphrase ? strength : undefined,
      there: methods.passphrase,
      make: () => proved('passphrase', then.changePassphrase),
    },
    {
      name: 'recovery_code',
      detail: methods.recovery ? message('recovery_kept') : undefined,
      there: methods.recovery,
      make: () => proved('recovery', () => makeCode(then)),
    },
    ...methods.passkeys.map(
      ({ credential }, place) =>
        /** @type {const} */ ({
          name: 'passkey',
          detail: message('passkey_number', place + 1),
          there: true,
          credential: Uint8Array.from(credential),
        }),
    ),
  ];
  part(root, 'methods', HTMLUListElement).append(
    ...all.map((method) => row(root, method, methods, then)),
  );
  const add = button(root, 'add-passkey');
  add.hidden = !passkeysThere();
  add.onclick = attempting(root, () => proved('passkey', () => addPasskey(add, then)));
  button(root, 'unprotect').onclick = attempting(root, () => unprotect(then));
}

/**
 * @param {HTMLElement} root
 * @param {Method} method
 * @param {UnlockMethods} methods
 * @param {Then} then
 */
function row(root, { name, detail, there, make, credential }, methods, then) {
  const item = stamp('method');
  const title = message(name);
  write(item, 'name', title);
  write(item, 'detail', detail ?? message('method_none'));
  const [set, remove] = [button(item, 'set'), button(item, 'remove')];
  set.hidden = !make;
  set.textContent = message(there ? 'method_change' : 'method_set_up');
  set.ariaLabel = message('act_named', set.textContent, title);
  set.onclick = attempting(root, () => make?.());
  remove.hidden = !there;
  remove.ariaLabel = message(
    'act_named',
    message('method_remove'),
    credential ? (detail ?? title) : title,
  );
  remove.onclick = attempting(root, async () => {
    // The other of the two methods that don't depend on a device.
    const other = name === 'passphrase' ? methods.recovery : methods.passphrase;
    if (name !== 'passkey' && !other) throw { code: 'last_method' };
    const left = name === 'passphrase' ? ` ${message('method_remove_leaves_code')}` : '';
    if (!(await confirmed(message('method_remove_text', title) + left, message('method_remove'))))
      return;
    const kind = name === 'recovery_code' ? 'recovery' : name;
    await proved('remove', async () => {
      await change((vault) => vault.removeUnlockMethod(kind, credential));
      await then.done('method_removed');
    });
  });
  return item;
}

/** @param {import('../shared/confirm.js').Reason} reason @param {() => unknown} act */
async function proved(reason, act) {
  if (await confirmOwner(reason)) await act();
}

/** Makes a recovery code that replaces the previous one. @param {Then} then */
async function makeCode({ done }) {
  await showCode(
    () => change((vault) => vault.makeRecovery()),
    () => done(),
  );
}

/** @param {HTMLButtonElement} add @param {Then} then */
async function addPasskey(add, { done }) {
  const passkey = await busy(add, makePasskey);
  try {
    await change((vault) => vault.addPasskey(passkey));
  } finally {
    passkey.output.fill(0);
  }
  await done('passkey_added');
}

/** Leaves only the device slot, so sync ends: it needs a passphrase. @param {Then} then */
async function unprotect({ done }) {
  if (!(await confirmed(message('unprotect_text'), message('unprotect')))) return;
  await proved('unprotect', async () => {
    // A new key: removed unlock methods must not open anything any more.
    const key = crypto.getRandomValues(new Uint8Array(32));
    try {
      // Another window must not delete the device key in between.
      await navigator.locks.request('device', async () => {
        const { nonce, wrapped } = await wrap(key);
        await change((vault) => vault.unprotect(key, nonce, wrapped));
      });
    } finally {
      key.fill(0);
    }
    await turnOffSync(false);
    await stopLocking();
    await leaveMethods();
    await done('unprotected');
  });
}

/** Runs after the device slot has opened the vault: deletes copies that the old methods open. */
async function leaveMethods() {
  const text = (await readVault()) ?? '';
  openAndWipe(text, await deviceKey(text)).free();
  await dropEarlier();
}
