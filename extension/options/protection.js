/**
 * The section *Protection*: the ways in, each to be made, changed and removed, and when to lock.
 */
import { confirmOwner } from '../shared/confirm.js';
import { busy, button, input, message, part, stamp, write } from '../shared/dom.js';
import { isLonger, lock, lockAfter, screenReported, setLockAfter } from '../shared/lock.js';
import { makePasskey, passkeysThere } from '../shared/passkey.js';
import { passphraseWorker } from '../shared/passphrase.js';
import { change } from '../shared/session.js';
import { readVault } from '../shared/storage.js';
import { lacking, unlockMethods } from '../wasm/tandem.js';
import { showCode } from './code.js';
import { BITS, suggest } from './suggest.js';
import { attempt, confirmed, say, show } from './view.js';

export async function showProtection() {
  const text = await readVault();
  const ways = text === undefined ? undefined : unlockMethods(text);
  if (!ways) show('protection', 'nothing-yet');
  else if (ways.device) showPassphrase('unprotected');
  else await showWays(ways);
}

/** A new passphrase: the first protection, or in place of another. @param {'unprotected' | 'protected'} now */
function showPassphrase(now) {
  const first = now === 'unprotected';
  const root = show('protection', 'passphrase');
  const [typed, again, shown, save] = [input(root, 'passphrase'), input(root, 'again'), input(root, 'shown'), button(root, 'save')];
  part(root, 'why', HTMLElement).hidden = !first;
  save.textContent = message(first ? 'protect' : 'save');

  const look = () => {
    for (const field of [typed, again]) field.type = shown.checked ? 'text' : 'password';
    // What can be read needs not be typed twice.
    part(root, 'again-field', HTMLElement).hidden = shown.checked;
  };
  const judge = () => {
    const lacks = lacking(typed.value);
    write(root, 'strength', !typed.value ? message('passphrase_hint') : lacks ? message('passphrase_lacks', lacks) : message('passphrase_long_enough'));
    return lacks;
  };
  shown.onchange = look;
  typed.oninput = judge;
  button(root, 'suggest').onclick = () => {
    typed.value = suggest();
    shown.checked = true;
    look();
    write(root, 'strength', message('passphrase_suggested', BITS));
    typed.select();
  };
  const cancel = button(root, 'cancel');
  cancel.hidden = first;
  cancel.onclick = showProtection;

  root.onsubmit = (event) => {
    event.preventDefault();
    if (save.disabled) return;
    attempt(root, async () => {
      if (judge()) throw { code: 'passphrase_weak' };
      if (!shown.checked && again.value !== typed.value) throw { code: 'passphrase_differs' };
      const derived = await busy(save, () => made(typed.value));
      if (first) showCode((await change((vault) => vault.protect({ passphrase: derived, recovery: true }))) ?? '', showProtection);
      else await changed('passphrase_saved', () => change((vault) => vault.setPassphrase(derived)));
    });
  };
  judge();
  if (!first) typed.focus();
}

/** @param {string} passphrase what a slot of it is made of */
async function made(passphrase) {
  const worker = passphraseWorker();
  try {
    return await worker.deriveKey(passphrase);
  } finally {
    worker.drop();
  }
}

/** Changes the ways in and shows what they are then. @param {string} done the sentence that says so @param {() => Promise<unknown>} act */
async function changed(done, act) {
  await act();
  await showProtection();
  say(message(done));
}

/** @param {import('../wasm/tandem.js').UnlockMethods} ways */
async function showWays(ways) {
  const root = show('protection', 'ways');
  const list = part(root, 'ways', HTMLUListElement);
  const strength = ways.kdf && message('passphrase_work', ways.kdf.memory / 1024, ways.kdf.passes);
  list.append(
    way(root, { name: 'passphrase', detail: ways.passphrase ? strength : undefined, there: ways.passphrase, make: changePassphrase }),
    way(root, { name: 'recovery_code', detail: ways.recovery ? message('recovery_kept') : undefined, there: ways.recovery, make: makeCode }),
    ...ways.passkeys.map(({ credential }, place) =>
      way(root, { name: 'passkey', detail: message('passkey_number', place + 1), there: true, credential: Uint8Array.from(credential) }),
    ),
  );
  const add = button(root, 'add-passkey');
  add.hidden = !passkeysThere();
  add.onclick = () =>
    attempt(root, async () => {
      if (!(await confirmOwner('passkey'))) return;
      const passkey = await busy(add, makePasskey);
      await changed('passkey_added', () => change((vault) => vault.addPasskey(passkey)));
    });

  const after = part(root, 'after', HTMLSelectElement);
  after.append(...[1, 5, 15, 30, 60, 240].map((minutes) => new Option(message('lock_minutes', minutes), String(minutes))));
  after.append(new Option(message(screenReported() ? 'lock_close' : 'lock_close_alone'), 'close'), new Option(message('lock_never'), 'never'));
  part(root, 'screen', HTMLElement).hidden = screenReported();
  after.value = String(await lockAfter());
  after.onchange = () => attempt(root, () => chooseLock(after));
  button(root, 'lock').onclick = () => attempt(root, lock);
}

/** What keeps the vault open longer than before needs a proof. @param {HTMLSelectElement} after */
async function chooseLock(after) {
  const before = await lockAfter();
  const chosen = after.value === 'close' || after.value === 'never' ? after.value : Number(after.value);
  if (!isLonger(chosen, before) || (await confirmOwner('lock'))) await setLockAfter(chosen);
  after.value = String(await lockAfter());
}

/**
 * @typedef {object} Way
 * @property {'passphrase' | 'recovery_code' | 'passkey'} name
 * @property {string} [detail]
 * @property {boolean} there
 * @property {() => unknown} [make] makes it, or another in its place
 * @property {Uint8Array} [credential] which passkey
 */

/** @param {HTMLElement} root @param {Way} way */
function way(root, { name, detail, there, make, credential }) {
  const item = stamp('way');
  const title = message(name);
  write(item, 'name', title);
  write(item, 'detail', detail ?? message('way_none'));
  const [set, remove] = [button(item, 'set'), button(item, 'remove')];
  set.hidden = !make;
  set.textContent = message(there ? 'way_change' : 'way_make');
  set.ariaLabel = message('act_named', set.textContent, title);
  set.onclick = () => make && attempt(root, make);
  remove.hidden = !there;
  remove.ariaLabel = message('act_named', message('way_remove'), credential ? detail ?? title : title);
  remove.onclick = async () => {
    if (!(await confirmed(message('way_remove_text', title), message('way_remove'))) || !(await confirmOwner('remove'))) return;
    const kind = name === 'recovery_code' ? 'recovery' : name;
    await attempt(root, () => changed('way_removed', () => change((vault) => vault.removeUnlockMethod(kind, credential))));
  };
  return item;
}

async function changePassphrase() {
  if (await confirmOwner('passphrase')) showPassphrase('protected');
}

/** A recovery code, in place of the one before. */
async function makeCode() {
  if (!(await confirmOwner('recovery'))) return;
  showCode(await change((vault) => vault.makeRecovery()), showProtection);
}
