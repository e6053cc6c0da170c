/** Sync where the browser's store refuses to write: it limits how often an extension may. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { newKey } from './keys.mjs';
import { protection } from './protection.mjs';
import { inExtension, stage, workerOf } from './stage.mjs';
import { until } from './until.mjs';

const the = stage();
const { inWorker, options, protectedQuickly } = protection(the);

const area = () => inExtension(the.session, () => chrome.storage.sync.get());

test('what_the_store_refused_to_write_is_written_a_while_later', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  await protectedQuickly();
  const page = await options();
  await page.press(the.t('sync_on'));
  await page.says(the.t('sync_all', 1));
  const worker = await workerOf(the.session);
  await worker.evaluate(() => {
    Object.assign(globalThis, { set: chrome.storage.sync.set });
    chrome.storage.sync.set = () => Promise.reject(new Error('MAX_WRITE_OPERATIONS_PER_MINUTE'));
  });
  const before = await area();
  await the.save([newKey({ issuer: 'Two' }).uri]);
  const due = () => inExtension(the.session, () => chrome.alarms.get('sync'));
  await until(due, () => 'no alarm is set');
  assert.deepEqual(await area(), before, 'nothing was written');
  await page.page.close();

  await worker.evaluate(() => {
    chrome.storage.sync.set = Reflect.get(globalThis, 'set');
  });
  await inWorker('alarms.onAlarm', { name: 'sync' });
  await until(
    async () => !isDeepStrictEqual(await area(), before),
    () => 'nothing was written',
  );
});
