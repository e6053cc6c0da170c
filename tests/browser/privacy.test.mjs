/**
 * Codes that are hidden until revealed, a list that opens blurred, and a page card without names.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

/** @param {string[]} issuers @param {string[]} [marked] to be hidden */
async function accounts(issuers, marked = []) {
  const keys = issuers.map((issuer) => newKey({ issuer }));
  await the.save(keys.map(({ uri }) => uri));
  await inExtension(
    the.session,
    async (marked) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      await change((/** @type {Vault} */ vault) => {
        for (const { id, issuer } of vault.rows(vault.search(''), 0)) {
          const form = { ...vault.details(id), label: '' };
          if (marked.includes(issuer)) vault.edit(id, form, { ...form, hidden: true });
        }
      });
    },
    marked,
  );
  return keys;
}

/** @param {Record<string, unknown>} settings */
const choose = (settings) =>
  inExtension(the.session, (settings) => chrome.storage.local.set({ settings }), settings);

/**
 * Asserts that a code was this key's at some moment since.
 * @param {import('./keys.mjs').Key | undefined} key
 * @param {string | undefined} code
 * @param {number} since in milliseconds
 */
function wasCode(key, code, since) {
  const right = [key?.code(since), key?.code()];
  assert.ok(right.includes(code), `${code} is not ${right.join(' or ')}`);
}

test('a_marked_code_is_hidden_until_a_click_which_copies_it_and_shows_it_for_ten_seconds', async () => {
  const [one, two] = await accounts(['One', 'Two'], ['One']);
  const since = Date.now();
  const popup = await the.open();
  const codes = await popup.codes();
  assert.equal(codes.length, 1);
  wasCode(two, codes[0], since);
  await popup.press(the.t('row_hidden', 'One, me@example.org'));
  await popup.says(the.t('copied', ''));
  await popup.page.waitForFunction(
    () => document.querySelectorAll('.rows [data-code]').length === 2,
  );
  wasCode(one, (await popup.codes())[0], since);
  await popup.shiftClock(11);
  await popup.page.waitForFunction(
    () => document.querySelectorAll('.rows [data-code]').length === 1,
  );
  wasCode(one, await the.session.clipboard(the.page), since);
});

test('space_shows_a_hidden_code_and_copies_it', async () => {
  const [one] = await accounts(['One']);
  await choose({ hideCodes: 'all' });
  const since = Date.now();
  const popup = await the.open();
  await popup.page.keyboard.press('ArrowDown');
  await popup.page.keyboard.press('Space');
  await popup.says(the.t('copied', ''));
  await popup.page.waitForSelector('.rows [data-code]');
  wasCode(one, (await popup.codes())[0], since);
  wasCode(one, await the.session.clipboard(the.page), since);
});

test('enter_copies_a_hidden_code_and_shows_it_nowhere', async () => {
  const [one] = await accounts(['One']);
  await choose({ hideCodes: 'all' });
  const since = Date.now();
  const popup = await the.open();
  assert.deepEqual(await popup.codes(), []);
  await popup.page.keyboard.press('Enter');
  await popup.says(the.t('copied_hidden'));
  const told = await popup.page.evaluate(() => document.body.textContent ?? '');
  assert.deepEqual(await popup.codes(), []);
  const copied = await the.session.clipboard(the.page);
  wasCode(one, copied, since);
  assert.ok(!told.replaceAll(/\s/gu, '').includes(copied), told);
});

test('nothing_is_hidden_after_the_user_turned_it_off', async () => {
  await accounts(['One', 'Two'], ['One']);
  await choose({ hideCodes: 'off' });
  const popup = await the.open();
  assert.equal((await popup.codes()).length, 2);
});

test('a_hidden_pair_is_shown_on_request_and_can_be_copied_before', async () => {
  const [one] = await accounts(['One'], ['One']);
  const since = Date.now();
  const popup = await the.open();
  await popup.press(the.t('more_for', 'One'));
  await popup.press(the.t('two_codes'));
  await popup.press(the.t('copy_code_1'));
  await popup.named(`${the.t('copy_code_1')} (${the.t('copied_mark')})`).wait();
  const before = [one?.code(since - 30_000), one?.code(Date.now() - 30_000)];
  assert.deepEqual(await popup.codes(), []);
  await popup.press(the.t('show_codes'));
  await popup.page.waitForSelector('[data-code]');
  assert.equal((await popup.codes()).length, 2);
  await popup.shiftClock(11);
  await popup.page.waitForFunction(() => !document.querySelector('[data-code]'));
  const copied = await the.session.clipboard(the.page);
  assert.ok(before.includes(copied), `${copied} is not ${before.join(' or ')}`);
});

test('a_blurred_list_is_shown_by_its_button', async () => {
  await accounts(['One']);
  await choose({ blurred: true });
  const popup = await the.open();
  const blurred = () =>
    popup.page.$eval('.rows', (rows) => getComputedStyle(rows).filter.includes('blur'));
  assert.ok(await blurred());
  await popup.press(the.t('unblur'));
  assert.ok(!(await blurred()));
});

test('the_settings_say_what_is_hidden_and_the_next_popup_does_it', async () => {
  await accounts(['One']);
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html#display')),
  );
  await page.says(the.t('hide_text'));
  await page.page.select('[data-part="hide-codes"]', 'all');
  await page.named(the.t('open_blurred'), 'switch').click();
  await page.page.waitForFunction(async () => {
    const { settings } = await chrome.storage.local.get('settings');
    const { hideCodes, blurred } = /** @type {Record<string, unknown>} */ (settings ?? {});
    return hideCodes === 'all' && blurred === true;
  });
  await page.page.close();
  await the.page.bringToFront();
  const popup = await the.open();
  await popup.press(the.t('unblur'));
  assert.deepEqual(await popup.codes(), []);
});

test('the_page_card_names_no_account_if_the_user_wants_it_so', async () => {
  const key = newKey({ issuer: 'One', account: 'secret-name' });
  await the.save([key.uri], the.practice.address);
  await choose({ hideNames: true });
  const popup = await the.open();
  await popup.says(the.t('name_hidden'));
  const card = await popup.page.$eval(
    '.card',
    (card) => /** @type {HTMLElement} */ (card).innerText,
  );
  assert.ok(!card.includes('secret-name') && !card.includes('One'), card);
});
