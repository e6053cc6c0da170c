/**
 * A lock that falls in the middle of a change of the unlock methods: then either the previous
 * methods open or the new ones, and the user is reminded of a recovery code that nobody saw.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, stage } from './stage.mjs';

/** @typedef {import('./hands.mjs').Hands} Hands */

const the = stage();
const { options, protectedQuickly, stored, inWorker, proveIt, choose, unlock, withPasskeys } =
  protection(the);

const OTHER = 'a quite different passphrase';
const named = (/** @type {string} */ act, /** @type {string} */ what) =>
  the.t('act_named', the.t(act), the.t(what));

/** What is done in the options page, up to the change of the vault. */
const ACTS = {
  changing_the_passphrase: async (/** @type {Hands} */ page) => {
    await page.press(named('method_change', 'passphrase'));
    await proveIt(page);
    await page.says(the.t('passphrase_hint'));
    await choose(page, OTHER);
    await page.press(the.t('save'));
  },
  making_a_recovery_code: async (/** @type {Hands} */ page) => {
    await page.press(named('method_change', 'recovery_code'));
    await proveIt(page);
  },
  adding_a_passkey: async (/** @type {Hands} */ page) => {
    await page.press(the.t('passkey_add'));
    await proveIt(page);
  },
  removing_the_recovery_code: async (/** @type {Hands} */ page) => {
    await page.press(named('method_remove', 'recovery_code'));
    await page.press(the.t('method_remove'));
    await proveIt(page);
  },
};

/**
 * Runs in the page: the change comes as far as the write, and no further: `before` it, or `after`
 * it. `there` is resolved then.
 * @param {'before' | 'after'} moment
 */
function stop(moment) {
  const { local } = chrome.storage;
  const set = local.set.bind(local);
  const there = new Promise((reached) => {
    local.set = async (/** @type {object} */ items) => {
      if (!('vault' in items)) return set(items);
      if (moment === 'after') await set(items);
      reached(undefined);
      return new Promise(() => {});
    };
  });
  Object.assign(globalThis, { there });
}

for (const [what, act] of Object.entries(ACTS)) {
  for (const moment of /** @type {const} */ (['before', 'after'])) {
    test(`a_lock_${moment}_the_write_while_${what}_loses_nothing`, async () => {
      const key = newKey();
      await the.save([key.uri]);
      const code = await protectedQuickly();
      const page = await options();
      const takeAway = await withPasskeys(page);
      await page.says(the.t('lock_after'));
      const before = (await stored()).local['vault'];
      await page.page.evaluate(stop, moment);
      await act(page);
      await page.page.evaluate(
        () => /** @type {{ there: Promise<void> }} */ (/** @type {unknown} */ (globalThis)).there,
      );
      await inWorker('commands.onCommand', 'lock');
      await page.page.bringToFront();
      await page.says(the.t('locked_title'));
      const { local, session } = await stored();
      assert.deepEqual(session, {});
      assert.equal(local['vault'] === before, moment === 'before');

      // Either of the two opens, and the list is complete.
      const now = moment === 'after' && what === 'changing_the_passphrase' ? OTHER : PASSPHRASE;
      await unlock(await popupOf(page.page), now);
      await page.says(the.t('lock_after'));
      const unseen = what === 'making_a_recovery_code';
      assert.equal((await page.text()).includes(the.t('recovery_not_kept')), unseen);
      const opens = await inExtension(
        the.session,
        async (code) => {
          const { openSession, theVault } = await import('/extension/shared/session.js');
          const { keyByRecovery } = await import('/extension/wasm/tandem.js');
          await openSession();
          const { vault } = /** @type {{ vault: string }} */ (
            await chrome.storage.local.get('vault')
          );
          const count = theVault()?.count();
          try {
            keyByRecovery(vault, code);
            return { count, code: true };
          } catch {
            return { count, code: false };
          }
        },
        code,
      );
      const another = moment === 'after' && /recovery/.test(what);
      assert.deepEqual(opens, { count: 1, code: !another });
      await takeAway();
      await page.page.close();
    });
  }
}
