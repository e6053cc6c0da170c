/**
 * The view of a locked vault: by the passphrase, the recovery code or a passkey.
 */
import { busy, button, codeOf, input, message, part, sentence, write, writeOrHide } from '../shared/dom.js';
import { countWrong, forgetWrong, toWait } from '../shared/lock.js';
import { openInTab } from '../shared/own.js';
import { askPasskey, passkeysThere } from '../shared/passkey.js';
import { passphraseWorker } from '../shared/passphrase.js';
import { hold } from '../shared/session.js';
import { readVault } from '../shared/storage.js';
import { keyByPasskey, keyByRecovery, unlockMethods } from '../wasm/tandem.js';
import { everySecond, mount } from './view.js';

/** @param {() => Promise<unknown>} opened what is shown then */
export async function showUnlock(opened) {
  const text = (await readVault()) ?? '';
  const ways = unlockMethods(text);
  const { root, signal } = mount('unlock');
  const [secret, unlock, passkey, other] = [input(root, 'secret'), button(root, 'unlock'), button(root, 'passkey'), button(root, 'other')];
  // Begun while the person is still typing.
  const worker = ways.passphrase ? passphraseWorker() : undefined;
  signal.addEventListener('abort', () => worker?.drop());

  /** @param {() => Promise<Uint8Array>} key */
  const by = async (key) => {
    writeOrHide(root, 'said', undefined);
    try {
      await busy(unlock, async () => {
        await hold(await key());
        await forgetWrong();
        await opened();
      });
      await (await import('../shared/device.js')).leave();
    } catch (error) {
      if (codeOf(error) === 'method_wrong') await countWrong();
      writeOrHide(root, 'said', sentence(error));
      await wait();
      secret.select();
    }
  };

  /** A try after several wrong ones is worth waiting for; how long, is said. */
  const wait = async () => {
    if (unlock.ariaBusy) return;
    const seconds = await toWait();
    unlock.disabled = seconds > 0;
    unlock.textContent = seconds ? message('unlock_wait', seconds) : message('unlock');
  };

  /** @param {'passphrase' | 'recovery_code'} what */
  const typed = (what) => {
    const recovery = what === 'recovery_code';
    secret.type = recovery ? 'text' : 'password';
    secret.value = '';
    write(root, 'what', message(what));
    other.textContent = message(recovery ? 'unlock_by_passphrase' : 'unlock_by_recovery');
    other.onclick = () => typed(recovery ? 'passphrase' : 'recovery_code');
    root.onsubmit = (event) => {
      event.preventDefault();
      if (!unlock.disabled) by(async () => (recovery || !worker ? keyByRecovery(text, secret.value) : worker.key(text, secret.value)));
    };
    secret.focus();
  };

  other.hidden = !(ways.passphrase && ways.recovery);
  passkey.hidden = !ways.passkeys.length || !passkeysThere();
  const typing = ways.passphrase || ways.recovery;
  part(root, 'typed', HTMLElement).hidden = unlock.hidden = !typing;
  if (!typing && passkey.hidden) writeOrHide(root, 'said', sentence({ code: 'no_way_in' }));
  const asked = () =>
    by(async () => {
      const { credential, output } = await askPasskey(ways.passkeys);
      return keyByPasskey(text, Uint8Array.from(credential), Uint8Array.from(output));
    });
  // Many systems ask for the finger in a window of their own, which closes a popup.
  passkey.onclick = () => (location.hash === '#tab' ? asked() : openInTab('?passkey'));
  typed(ways.passphrase ? 'passphrase' : 'recovery_code');
  everySecond(signal, wait);
  await wait();
  if (location.search === '?passkey' && !passkey.hidden) await asked();
}
