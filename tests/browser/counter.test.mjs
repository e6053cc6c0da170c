/** Counters (HOTP): the previous code again, and up to three ahead, recorded and shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterCode, newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** @param {number} counter */
async function counted(counter) {
  const { secret } = newKey();
  await the.save([`otpauth://hotp/Counter:me?secret=${secret}&issuer=Counter&counter=${counter}`]);
  return secret;
}

/**
 * Takes one of the codes around the next one, and gives what is on the clipboard.
 * @param {string} name
 * @param {string} told
 */
async function take(name, told) {
  await the.page.bringToFront();
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Counter'));
  await popup.press(the.t('counter_other'));
  await popup.page.locator(`dialog [data-part="${name}"]`).click();
  await popup.says(told);
  return the.session.clipboard(the.page);
}

/** The counter that comes next, as it is stored. */
const next = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {import('../../extension/wasm/tandem.js').Vault} */ (theVault());
    const [row] = vault.rows(vault.search(''), 0);
    return vault.details(row?.id ?? '').counter;
  });

test('up_to_three_codes_are_skipped_and_the_counter_goes_on_from_there', async () => {
  const secret = await counted(41);
  assert.equal(await take('at2', the.t('counter_ahead', 43, 2, 44)), counterCode(secret, 43));
  assert.equal(await next(), '44');
  assert.equal(await take('at0', the.t('counter_next', 44)), counterCode(secret, 44));
  assert.equal(await take('at3', the.t('counter_ahead', 48, 3, 49)), counterCode(secret, 48));
  assert.equal(await next(), '49');
});

test('the_last_code_is_there_once_more_and_the_counter_stays', async () => {
  const secret = await counted(41);
  assert.equal(await take('at-1', the.t('counter_back', 40, 41)), counterCode(secret, 40));
  assert.equal(await next(), '41');
  assert.equal(await take('at0', the.t('counter_next', 41)), counterCode(secret, 41));
});

test('before_the_first_code_there_is_none', async () => {
  await counted(0);
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Counter'));
  await popup.press(the.t('counter_other'));
  await popup.page.waitForSelector('dialog .items button[data-part="at3"]');
  const offered = await popup.page.$$eval('dialog .items button', (items) =>
    items.filter((item) => item.checkVisibility()).map((item) => item.dataset['part']),
  );
  assert.deepEqual(offered, ['at0', 'at1', 'at2', 'at3']);
});
