/**
 * An unlock method that was changed or removed opens nothing that is written later, wherever Tandem
 * writes: the store, the copies beside it, sync.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, stage } from './stage.mjs';

/** @typedef {import('./hands.mjs').Hands} Hands */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

const the = stage();
const {
  options,
  protectedQuickly,
  inWorker,
  proveIt,
  unlock,
  choose,
  confirmGroup,
  unprotect,
  withPasskeys,
} = protection(the);

const OTHER = 'a quite different passphrase';

/** What is stored: the vault's text, and sync's item with the unlock methods. */
const texts = () =>
  inExtension(the.session, async () => {
    const { vault } = await chrome.storage.local.get('vault');
    const sync = await chrome.storage.sync.get();
    const [, item] = Object.entries(sync).find(([name]) => name.startsWith('vault/')) ?? [];
    return { text: String(vault), item: String(item) };
  });

/**
 * The vault key that a method opens.
 * @param {Hands} page where the passkeys are
 * @param {string} text
 * @param {{ passphrase?: string, code?: string }} [typed] the passkey, where nothing is typed
 * @returns {Promise<number[] | string>} the code of the error, where it opens nothing
 */
const keyBy = (page, text, typed = {}) =>
  page.page.evaluate(
    async (text, { passphrase, code }) => {
      const core = await import('/extension/wasm/tandem.js');
      const { askPasskey } = await import('/extension/shared/passkey.js');
      try {
        if (passphrase !== undefined) return [...core.keyByPassphrase(text, passphrase)];
        if (code !== undefined) return [...core.keyByRecovery(text, code)];
        const { passkeys } = core.unlockMethods(text);
        if (!passkeys.length) return 'no passkey';
        const { credential, output } = await askPasskey(passkeys);
        return [...core.keyByPasskey(text, Uint8Array.from(credential), Uint8Array.from(output))];
      } catch (error) {
        return String(/** @type {{ code?: string }} */ (error).code ?? error);
      }
    },
    text,
    typed,
  );

/**
 * Every account that a key opens in this profile: in the store, in any copy beside it, in sync.
 * @param {number[]} key
 * @param {string} item sync's methods, as they were when the key was had
 */
const opened = (key, item) =>
  inExtension(
    the.session,
    async (key, item) => {
      const { default: init, Vault } = await import('/extension/wasm/tandem.js');
      const { copies } = await import('/extension/shared/mirror.js');
      await init();
      const titles = new Set();
      const look = (/** @type {() => Vault} */ open) => {
        try {
          const vault = open();
          for (const { title } of vault.rows(vault.search(''), 59)) titles.add(title);
          vault.free();
        } catch (error) {
          if (!(error && typeof error === 'object' && 'code' in error)) throw error;
        }
      };
      const fresh = () => Uint8Array.from(key);
      const { vault } = /** @type {{ vault: string }} */ (await chrome.storage.local.get('vault'));
      look(() => Vault.open(vault, fresh()));
      for (const { text } of await copies()) look(() => Vault.open(text, fresh()));
      const sync = /** @type {Record<string, string>} */ (await chrome.storage.sync.get());
      const records = Object.entries(sync).flatMap(([name, value]) =>
        name.startsWith('record/') ? [`${name.split('/')[2]} ${value}`] : [],
      );
      const headers = Object.entries(sync).filter(([name]) => name.startsWith('vault/'));
      for (const header of [item, ...headers.map(([, value]) => value)]) {
        look(() => {
          const shared = Vault.openShared(header, fresh());
          shared.mergeShared(header, records);
          return shared;
        });
      }
      return [...titles].sort();
    },
    key,
    item,
  );

/**
 * Adds an account, as a window of the extension does, and waits until sync has it.
 * @param {string} issuer
 */
async function add(issuer) {
  await the.save([newKey({ issuer }).uri]);
}

/** A vault in sync with one account, which a passphrase, a recovery code and a passkey open. */
async function begin() {
  await add('Before');
  const code = await protectedQuickly();
  const page = await options();
  await withPasskeys(page);
  await page.press(the.t('passkey_add'));
  await proveIt(page);
  await page.says(the.t('passkey_added'));
  await page.press(the.t('sync_on'));
  await page.says(the.t('sync_all', 1));
  return { page, code };
}

/**
 * @type {[string, (page: Hands, code: string) => Promise<void>, 'passphrase' | 'code' | 'passkey', string][]} what
 * is done, to which method, and what opens the vault afterwards
 */
const DOORS = [
  ['an_old_passphrase', changePassphrase, 'passphrase', OTHER],
  ['an_old_recovery_code', changeCode, 'code', PASSPHRASE],
  ['a_removed_passkey', removePasskey, 'passkey', PASSPHRASE],
  ['a_passphrase_of_before_protection_was_off', unprotect, 'passphrase', ''],
];

/** @param {Hands} page */
async function changePassphrase(page) {
  await page.press(the.t('act_named', the.t('method_change'), the.t('passphrase')));
  await proveIt(page);
  await choose(page, OTHER);
  await page.press(the.t('save'));
  await page.says(the.t('passphrase_saved'));
}

/** @param {Hands} page */
async function changeCode(page) {
  await page.press(the.t('act_named', the.t('method_change'), the.t('recovery_code')));
  await proveIt(page);
  await confirmGroup(page);
  await page.says(the.t('recovery_confirmed'));
}

/** @param {Hands} page */
async function removePasskey(page) {
  await page.press(the.t('act_named', the.t('method_remove'), the.t('passkey_number', 1)));
  await page.press(the.t('method_remove'));
  await proveIt(page);
  await page.says(the.t('method_removed'));
}

for (const [what, close, method, then] of DOORS) {
  test(`${what}_opens_nothing_that_was_written_later`, async () => {
    const { page, code } = await begin();
    const typed = { passphrase: { passphrase: PASSPHRASE }, code: { code }, passkey: {} }[method];
    const old = await texts();
    const key = await keyBy(page, old.text, typed);
    assert.ok(Array.isArray(key), String(key));
    assert.deepEqual(await keyBy(page, old.item, typed), key, 'the item in sync leads to the same');
    assert.deepEqual(await opened(key, old.item), ['Before']);

    await close(page, code);
    await add('Later');
    if (then) {
      await page.page.reload();
      await page.says(the.t('sync_all', 2));
    }
    assert.ok(!(await opened(key, old.item)).includes('Later'), 'by the key that it led to');
    const now = await texts();
    const refused = await keyBy(page, now.text, typed);
    assert.ok(!Array.isArray(refused), 'the method leads nowhere any more');
    if (then) {
      const right = await keyBy(page, now.text, { passphrase: then });
      assert.ok(Array.isArray(right), String(right));
      assert.deepEqual(await opened(right, now.item), ['Before', 'Later'], 'and this would tell');
      // The first unlocking by a current method deletes what the old one still opened here.
      await inWorker('commands.onCommand', 'lock');
      await page.says(the.t('locked_title'));
      await unlock(await popupOf(page.page), then);
      await page.says(the.t('lock_after'));
    }
    await page.page.waitForFunction(
      async () =>
        /** @type {{ earlier?: boolean }} */ (await chrome.storage.local.get('earlier')).earlier ===
        undefined,
    );
    // After protection was turned off, sync's earlier items stay for other browsers.
    if (!then) await inExtension(the.session, () => chrome.storage.sync.clear());
    assert.deepEqual(await opened(key, 'nothing'), [], 'nor any copy of before');
    await page.page.close();
  });
}

test('a_lent_backup_opens_only_itself', async () => {
  const { page } = await begin();
  const lent = await page.page.evaluate(async () => {
    const { theVault } = await import('/extension/shared/session.js');
    const { deriveKey } = await import('/extension/wasm/tandem.js');
    return String(theVault()?.backup(deriveKey('lent to somebody', 19 << 10, 2), 'anybody', 1));
  });
  const { item } = await texts();
  const key = await keyBy(page, lent, { passphrase: 'lent to somebody' });
  assert.ok(Array.isArray(key), String(key));
  assert.deepEqual(await opened(key, item), [], 'nor what was there when it was made');
  await add('Later');
  assert.deepEqual(await opened(key, item), []);
  const own = await keyBy(page, lent, { passphrase: PASSPHRASE });
  assert.equal(own, 'method_wrong', 'and nothing of ours opens what was lent');
  await page.page.close();
});
