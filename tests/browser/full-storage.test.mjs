/**
 * A full store loses nothing. A test can't fill a disk, so the package is one that the browser
 * limits to ten megabytes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedPackage } from './changed-package.mjs';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const extension = await changedPackage((manifest) => {
  const at = manifest.permissions.indexOf('unlimitedStorage');
  assert.ok(at >= 0, 'no browser that is short of space throws anything of ours away');
  manifest.permissions.splice(at, 1);
});
const the = stage({ extension });

test('when_storage_is_full_nothing_is_lost_and_the_popup_says_so', async () => {
  const [old, fresh] = [newKey({ issuer: 'Old' }), newKey({ issuer: 'Fresh' })];
  await the.save([old.uri]);
  await fillStorage();
  await the.show([fresh.uri]);
  let popup = await the.scan();
  await popup.press(the.t('save'));
  await popup.says(the.t('error_storage_full'));
  await inExtension(the.session, () => chrome.storage.local.remove('filler'));
  popup = await the.open();
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'Fresh'));
  assert.deepEqual((await popup.titles()).sort(), ['Fresh', 'Old']);
});

test('when_storage_is_full_a_deletion_asks_first_and_then_makes_room', async () => {
  await the.save([newKey({ issuer: 'Old' }).uri, newKey({ issuer: 'Kept' }).uri]);
  await fillStorage();
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Old'));
  await popup.press(the.t('delete'));
  await popup.says(`${the.t('trash_no_room')} ${the.t('destroy_text', 'Old')}`);
  assert.deepEqual((await popup.titles()).sort(), ['Kept', 'Old']);
  await popup.press(the.t('destroy'));
  await popup.says(the.t('destroyed'));
  assert.deepEqual(await popup.titles(), ['Kept']);
});

/** All of storage.local's room except a few bytes. */
function fillStorage() {
  return inExtension(the.session, async () => {
    const { QUOTA_BYTES } = chrome.storage.local;
    const left = QUOTA_BYTES - (await chrome.storage.local.getBytesInUse());
    await chrome.storage.local.set({ filler: 'x'.repeat(left - 20) });
  });
}
