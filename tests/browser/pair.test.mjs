/** Two consecutive codes: in order, never mixed, over step boundaries and closed popups. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { newKey } from './keys.mjs';
import { shift } from './popup.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();
const PERIOD = 30;

/** @type {import('./keys.mjs').Key} */
let key;
/**
 * Seconds that put the popup's clock five seconds into a step, so that no test meets a boundary by
 * chance.
 */
let start = 0;

beforeEach(async () => {
  key = newKey({ issuer: 'Amazon Web Services', account: 'jane.doe@123456789012', bytes: 40 });
  await the.save([key.uri]);
  start = 5 + PERIOD - (Math.floor(Date.now() / 1000) % PERIOD);
});

/** A popup whose clock is so many seconds past the start. @param {number} [seconds] */
const open = (seconds = 0) =>
  the.session.openAsTab((page) => page.evaluateOnNewDocument(shift, (start + seconds) * 1000));

/** The pair view, from the row's menu. @param {import('./popup.mjs').Popup} popup */
async function openPair(popup) {
  await popup.press(the.t('more_for', 'jane.doe'));
  await popup.press(the.t('two_codes'));
  await popup.says(the.t('two_codes_for', 'AWS'));
}

/** The codes of the steps so many away from the start. @param {...number} steps */
const codes = (...steps) =>
  steps.map((step) => key.code(Date.now() + (start + step * PERIOD) * 1000));

/**
 * Waits until the popup shows these.
 * @param {import('./popup.mjs').Popup} popup
 * @param {string[]} wanted
 */
async function shows(popup, wanted) {
  await popup.page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('[data-code]')]
        .map((code) => code.textContent?.replaceAll(/\s/gu, ''))
        .join() === wanted,
    {},
    wanted.join(),
  );
}

const marked = (/** @type {string} */ name) => `${the.t(name)} (${the.t('copied_mark')})`;

test('the_pair_is_the_code_before_and_the_one_now', async () => {
  const popup = await open();
  await openPair(popup);
  await shows(popup, codes(-1, 0));
  await popup.says(the.t('pair_no_waiting'));
  await popup.close();
});

test('the_code_now_and_the_next_can_be_chosen_instead', async () => {
  const popup = await open();
  await openPair(popup);
  await popup.press(the.t('use_current_next'));
  await shows(popup, codes(0, 1));
  await popup.says(the.t('pair_wait_next'));
  await popup.close();
});

test('where_another_window_deletes_the_account_the_list_comes_back', async () => {
  await the.save([newKey({ issuer: 'Other' }).uri]);
  const popup = await open();
  await openPair(popup);
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((vault) => {
      const [first] = vault.rows(vault.search('aws'), 1);
      vault.remove(first?.id ?? '', Date.now() / 1000);
    });
  });
  await popup.page.waitForSelector('.rows li');
  assert.deepEqual(await popup.titles(), ['Other']);
  await popup.close();
});

test('an_untouched_pair_follows_the_clock', async () => {
  const popup = await open();
  await openPair(popup);
  await shows(popup, codes(-1, 0));
  await popup.shiftClock(start + PERIOD);
  await shows(popup, codes(0, 1));
  await popup.close();
});

test('a_pair_in_use_stands_still_over_a_step_boundary', async () => {
  const popup = await open();
  await openPair(popup);
  await popup.press(the.t('copy_code_1'));
  await popup.named(marked('copy_code_1')).wait();
  await popup.shiftClock(start + PERIOD);
  await popup.says(the.t('pair_held'));
  assert.deepEqual(await popup.codes(), codes(-1, 0));
  await popup.press(the.t('copy_code_2'));
  await popup.says(the.t('pair_done'));
  assert.deepEqual(await popup.codes(), codes(-1, 0));
  await popup.close();
  assert.equal(await the.session.clipboard(the.page), codes(0)[0]);
});

test('a_pair_that_is_too_old_is_replaced_with_a_message', async () => {
  const popup = await open();
  await openPair(popup);
  await popup.press(the.t('copy_code_1'));
  await popup.named(marked('copy_code_1')).wait();
  await popup.shiftClock(start + 2 * PERIOD);
  await popup.says(the.t('pair_expired'));
  await shows(popup, codes(1, 2));
  // Nothing of the new pair is marked.
  await popup.named(the.t('copy_code_1')).wait();
  await popup.close();
});

test('a_pair_that_was_used_up_gives_way_to_one_that_is_not', async () => {
  const popup = await open();
  await openPair(popup);
  for (const name of /** @type {const} */ (['copy_code_1', 'copy_code_2'])) {
    await popup.press(the.t(name));
    await popup.named(marked(name)).wait();
  }
  await popup.shiftClock(start + 2 * PERIOD);
  await shows(popup, codes(1, 2));
  await popup.says(the.t('pair_no_waiting'));
  for (const name of /** @type {const} */ (['copy_code_1', 'copy_code_2']))
    await popup.named(the.t(name)).wait();
  await popup.close();
});

test('a_popup_opened_again_shows_the_same_pair_and_what_was_copied', async () => {
  let popup = await open();
  await openPair(popup);
  await popup.press(the.t('copy_code_1'));
  await popup.named(marked('copy_code_1')).wait();
  await popup.close();
  popup = await open(PERIOD);
  await popup.named(marked('copy_code_1')).wait();
  await popup.named(the.t('copy_code_2')).wait();
  assert.deepEqual(await popup.codes(), codes(-1, 0));
  await popup.close();
});

test('a_popup_opened_after_both_codes_were_used_shows_the_list', async () => {
  let popup = await open();
  await openPair(popup);
  for (const name of /** @type {const} */ (['copy_code_1', 'copy_code_2'])) {
    await popup.press(the.t(name));
    await popup.named(marked(name)).wait();
  }
  await popup.close();
  popup = await open(5);
  await popup.page.waitForSelector('.list');
  await popup.close();
});

test('a_popup_opened_when_the_pair_is_too_old_shows_the_list', async () => {
  let popup = await open();
  await openPair(popup);
  await popup.press(the.t('copy_code_1'));
  await popup.named(marked('copy_code_1')).wait();
  await popup.close();
  popup = await open(2 * PERIOD);
  await shows(popup, codes(2));
  await popup.close();
});

test('a_code_changes_at_its_step_and_never_before', async () => {
  const popup = await open(PERIOD - 7);
  const [before, after] = codes(0, 1);
  await shows(popup, [before ?? '']);
  // In milliseconds after the boundary: the new code, and a timer that a busy machine delays, too.
  const [late = -1, delay = 0] = await popup.page.evaluate((period) => {
    const boundary = Math.ceil(Date.now() / (period * 1000)) * period * 1000;
    const code = document.querySelector('[data-code]');
    /** @type {Promise<number>} */
    const drawn = new Promise((resolve) => {
      const observer = new MutationObserver(() => resolve(Date.now() - boundary));
      if (code) observer.observe(code, { characterData: true, childList: true, subtree: true });
    });
    /** @type {Promise<number>} */
    const timed = new Promise((resolve) => {
      setTimeout(() => resolve(Date.now() - boundary), boundary - Date.now());
    });
    return Promise.all([drawn, timed]);
  }, PERIOD);
  assert.ok(late >= 0 && late < 1000 + Math.max(0, delay), `${late} ms, a timer ${delay} ms`);
  await shows(popup, [after ?? '']);
  await popup.close();
});
