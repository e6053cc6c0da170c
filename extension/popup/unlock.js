/**
 * The view of a locked vault: unlocks by passphrase, recovery code or passkey.
 */
import {
  busy,
  button,
  codeOf,
  input,
  message,
  part,
  sentence,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { clearFaults, showFault } from '../shared/fault.js';
import { countingWrong, toWait } from '../shared/lock.js';
import { openInTab, openOptions } from '../shared/own.js';
import { keyOfPasskey, passkeysThere } from '../shared/passkey.js';
import { passphraseWorker } from '../shared/passphrase.js';
import { holdKey } from '../shared/session.js';
import { choose, readVault, settings } from '../shared/storage.js';
import { keyByRecovery, unlockMethods } from '../wasm/tandem.js';
import { everySecond, mount, offer } from './view.js';

/** @typedef {import('../wasm/tandem.js').UnlockMethods} UnlockMethods */
/** @typedef {'passphrase' | 'recovery_code' | 'passkey'} How */

/** In milliseconds: a passphrase that wasn't typed for this long is probably forgotten. */
const FORGOTTEN = 30 * 86_400_000;

/** @param {() => Promise<unknown>} opened shows what comes next */
export async function showUnlock(opened) {
  const text = (await readVault()) ?? '';
  const methods = unlockMethods(text);
  const { root, signal } = mount('unlock');
  const passkey = button(root, 'passkey');
  offerMethods(root, methods);

  /** @param {How} how @param {() => Promise<Uint8Array>} key */
  const by = (how, key) =>
    unlock(root, how, key, () => opened().then(() => unlockedBy(how, methods)));
  // Another window may have changed the methods since.
  const now = async () => (await readVault()) ?? text;
  typeIn(root, methods, keysTyped(now, methods, signal), by);
  const asked = () => by('passkey', async () => keyOfPasskey(await now(), methods.passkeys));
  // Many systems ask for the fingerprint in a window of their own, which closes a popup.
  passkey.onclick = () => (location.hash === '#tab' ? asked() : openInTab('?passkey'));
  everySecond(signal, () => wait(root));
  await wait(root);
  if (location.search === '?passkey' && !passkey.hidden) await asked();
}

/** @param {HTMLElement} root @param {UnlockMethods} methods */
function offerMethods(root, methods) {
  const [typing, passkey] = [
    methods.passphrase || methods.recovery,
    methods.passkeys.length > 0 && passkeysThere(),
  ];
  button(root, 'other').hidden = !(methods.passphrase && methods.recovery);
  button(root, 'passkey').hidden = !passkey;
  part(root, 'typed', HTMLElement).hidden = button(root, 'unlock').hidden = !typing;
  if (!typing && !passkey) writeOrHide(root, 'said', sentence({ code: 'no_unlock_method' }));
}

/** The error of each method. */
const WRONG = {
  passphrase: { code: 'passphrase_wrong' },
  recovery_code: { code: 'recovery_wrong' },
  passkey: { code: 'passkey_wrong' },
};

/**
 * Unlocks with the requested key, or says why it couldn't.
 * @param {HTMLElement} root
 * @param {How} how
 * @param {() => Promise<Uint8Array>} key
 * @param {() => Promise<unknown>} opened
 */
async function unlock(root, how, key, opened) {
  writeOrHide(root, 'said', undefined);
  try {
    await busy(button(root, 'unlock'), async () => {
      await holdKey(await countingWrong(key, how === 'passkey' ? how : 'typed'));
      await opened();
    });
    await (await import('../shared/device.js')).dropEarlier();
  } catch (error) {
    const wrong = codeOf(error) === 'method_wrong';
    await wait(root);
    showFault(root, wrong ? WRONG[how] : error);
    input(root, 'secret').select();
  }
}

/**
 * What is due after unlocking: a new passphrase for a forgotten one, or a reminder of one seldom
 * typed.
 * @param {How} how
 * @param {UnlockMethods} methods
 */
async function unlockedBy(how, { passphrase }) {
  const { typed } = await settings();
  if (how === 'passphrase' || typed === undefined) await choose({ typed: Date.now() });
  else if (!passphrase || location.search === '?options') return;
  else if (how === 'passkey' && Date.now() - typed > FORGOTTEN) {
    offer(
      message('passphrase_seldom'),
      () => message('passphrase_type'),
      async () => (await import('../shared/confirm.js')).confirmOwner('remember'),
    );
  }
  if (how === 'recovery_code' && passphrase)
    offer(message('recovery_used'), () => message('passphrase_new'), openOptions);
}

/**
 * After several wrong tries, the next has to wait; a countdown shows how long.
 * @param {HTMLElement} root
 */
async function wait(root) {
  const element = button(root, 'unlock');
  if (element.ariaBusy) return;
  const seconds = await toWait();
  element.disabled = seconds > 0;
  element.textContent = seconds ? message('unlock_wait', seconds) : message('unlock');
}

/**
 * Derives keys from what is typed. The passphrase's Worker starts while the user is still typing.
 * @param {() => Promise<string>} now the vault @param {UnlockMethods} methods
 * @param {AbortSignal} signal
 */
function keysTyped(now, methods, signal) {
  const worker = methods.passphrase ? passphraseWorker() : undefined;
  signal.addEventListener('abort', () => worker?.drop());
  return {
    /** @param {string} typed */
    recovery_code: async (typed) => keyByRecovery(await now(), typed),
    /** @param {string} typed */
    passphrase: async (typed) =>
      worker ? worker.key(await now(), typed) : keyByRecovery(await now(), typed),
  };
}

/**
 * The field for the passphrase or the recovery code.
 * @param {HTMLElement} root
 * @param {UnlockMethods} methods
 * @param {ReturnType<typeof keysTyped>} keys
 * @param {(how: 'passphrase' | 'recovery_code', key: () => Promise<Uint8Array>) => Promise<void>} by
 */
function typeIn(root, methods, keys, by) {
  const [secret, shown, other] = [
    input(root, 'secret'),
    input(root, 'shown'),
    button(root, 'other'),
  ];
  /** @param {'passphrase' | 'recovery_code'} what */
  const askFor = (what) => {
    const recovery = what === 'recovery_code';
    secret.value = '';
    shown.checked = false;
    const look = () => (secret.type = recovery || shown.checked ? 'text' : 'password');
    look();
    // Input methods can't write into a password field, so a passphrase typed with one must be
    // visible.
    shown.onchange = look;
    part(root, 'show', HTMLElement).hidden = recovery;
    write(root, 'what', message(what));
    other.textContent = message(recovery ? 'unlock_by_passphrase' : 'unlock_by_recovery');
    other.onclick = () => {
      writeOrHide(root, 'said', undefined);
      clearFaults(root);
      askFor(recovery ? 'passphrase' : 'recovery_code');
    };
    root.onsubmit = (event) => {
      event.preventDefault();
      if (!button(root, 'unlock').disabled) by(what, () => keys[what](secret.value));
    };
    secret.focus();
  };
  askFor(methods.passphrase ? 'passphrase' : 'recovery_code');
}
