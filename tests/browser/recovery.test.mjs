/** When the browser's storage is emptied or damaged: nothing is taken for new, and a copy brings the accounts back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** What stands in storage.local. */
const stored = () => inExtension(the.session, () => chrome.storage.local.get());

test('an_emptied_storage_is_no_new_user_and_the_accounts_come_back', async () => {
  const key = newKey();
  await the.save([key.uri]);
  await inExtension(the.session, () => chrome.storage.local.clear());
  await (await the.open()).says(the.t('missing_title'));
  assert.deepEqual(await stored(), {}, 'nothing is written before the person chooses');
  const popup = await the.open();
  await popup.press(the.t('recover'));
  await popup.says(key.issuer);
  key.isCode((await popup.codes())[0]);
});

test('an_emptied_storage_refuses_a_new_account_until_the_person_chooses', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.clear());
  await assert.rejects(the.save([newKey().uri]));
  assert.deepEqual(await stored(), {});
});

test('beginning_anew_leaves_the_copy_where_it_is', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.clear());
  const popup = await the.open();
  await popup.press(the.t('begin_anew'));
  await popup.says(the.t('empty_title'));
  await popup.close();
  const key = newKey();
  await the.save([key.uri]);
  const again = await the.open();
  assert.deepEqual(await again.titles(), [key.issuer]);
  const aside = await inExtension(the.session, async () => {
    const { copies } = await import(/** @type {string} */ ('/extension/shared/mirror.js'));
    return (await copies()).map((/** @type {{ aside?: boolean }} */ copy) => copy.aside ?? false);
  });
  assert.deepEqual(aside, [false, true]);
});

for (const [name, damage] of /** @type {[string, string][]} */ ([['torn', 'half'], ['emptied', 'nothing'], ['no_text', 'number']])) {
  test(`a_${name}_vault_is_said_to_be_unreadable_and_a_copy_brings_it_back`, async () => {
    const key = newKey();
    await the.save([key.uri]);
    await inExtension(the.session, async (damage) => {
      const { vault } = await chrome.storage.local.get('vault');
      const text = String(vault);
      await chrome.storage.local.set({ vault: damage === 'half' ? text.slice(0, text.length / 2) : damage === 'nothing' ? '' : 7 });
    }, damage);
    const popup = await the.open();
    await popup.says(the.t('unreadable_title'));
    await popup.press(the.t('recover'));
    await popup.says(key.issuer);
    key.isCode((await popup.codes())[0]);
  });
}
