/** The vault locks while a page in a tab works: it says so, comes back, and nothing is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { aegis, give } from './other-apps.mjs';
import { PASSPHRASE, protection } from './protection.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();
const { protectedQuickly, unlock } = protection(the);

/** @typedef {import('./hands.mjs').Hands} Hands */

/** @param {string} path */
const tab = async (path) =>
  handsOn(await the.session.tab(the.session.address(`extension/${path}`)));

/** Locks, and unlocks in the same tab. @param {Hands} page */
async function lockAndUnlock(page) {
  await inExtension(the.session, async () => (await import('/extension/shared/lock.js')).lock());
  await page.says(the.t('locked_title'));
  await unlock(page, PASSPHRASE);
}

/** How many accounts are saved. */
const count = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    return theVault()?.count();
  });

/** A file that takes a passphrase to be read. */
const sealed = JSON.stringify({
  version: 1,
  kdfParams: { memLimit: 1 << 20, opsLimit: 1, salt: btoa('0123456789abcdef') },
  encryptedData: btoa('sealed by nobody'),
  encryptionNonce: btoa('012345678901234567890123'),
});

/** What a page is doing, and the sentence that says what was interrupted. */
const works = /** @type {const} */ ([
  [
    'a_password_that_is_asked_for',
    'locked_import',
    async (/** @type {Hands} */ page) => {
      await give(page, 'drop', 'sealed', sealed);
      // The export form names such a password too.
      await page.page.waitForSelector('[data-unfinished] [data-part=secret]');
    },
  ],
  [
    'accounts_that_are_chosen',
    'locked_import',
    async (/** @type {Hands} */ page) => {
      await give(page, 'drop', 'x', aegis([newKey({ issuer: 'Acme' })]));
      await page.says(the.t('import_bring', 1));
    },
  ],
  [
    'an_export_that_asks_who_it_is',
    'locked_export',
    async (/** @type {Hands} */ page) => {
      await page.page.select('[data-part=format]', 'key-uris');
      await page.press(the.t('export_save'));
      await page.page.waitForSelector('dialog [data-part=secret]');
    },
  ],
  [
    'sheets_on_the_screen',
    'locked_paper',
    async (/** @type {Hands} */ page) => {
      await page.page.locator('#paper [data-part=secret]').fill(PASSPHRASE);
      await page.press(the.t('paper_make'));
      await page.page.waitForSelector('.sheet');
    },
  ],
]);

for (const [what, sentence, begin] of works)
  test(`locking_in_the_middle_of_${what}_is_reported_and_loses_nothing`, async () => {
    await the.save([newKey({ issuer: 'Mine' }).uri]);
    await protectedQuickly();
    const page = await tab('exchange/exchange.html');
    await page.says(the.t('import_drop'));
    await begin(page);
    await lockAndUnlock(page);
    await page.says(the.t(sentence));
    assert.equal(await count(), 1);
    // It is said once, and the page works as before.
    await page.page.reload();
    await page.says(the.t('import_drop'));
    assert.equal(
      await page.page.$eval('[data-part=trouble]', (text) => text.checkVisibility()),
      false,
    );
    await give(page, 'drop', 'x', aegis([newKey({ issuer: 'Acme' })]));
    await page.press(the.t('import_bring', 1));
    await page.says(the.t('import_done', 1, 0));
    assert.equal(await count(), 2);
  });

test('a_check_up_that_locks_comes_back_after_unlocking', async () => {
  await the.save([newKey({ issuer: 'Mine' }).uri]);
  await protectedQuickly();
  const page = await tab('checkup/checkup.html');
  await page.says(the.t('checkup'));
  await lockAndUnlock(page);
  await page.page.waitForFunction(() => location.pathname.endsWith('/checkup.html'));
  await page.says(the.t('checkup'));
});
