/**
 * A code works once: used codes are marked, Tandem waits for the next one, and explains a refusal.
 */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import QRCode from 'qrcode';
import { newKey } from './keys.mjs';
import { popupOf, shift } from './popup.mjs';
import { fromOutside, isPopup } from './menu.mjs';
import { stage, wipe } from './stage.mjs';

const the = stage();
const PERIOD = 30;
const AWS = 'Amazon Web Services';

/** @type {import('./keys.mjs').Key} */
let key;
/** Seconds that put the popup's clock five seconds into a step. */
let start = 0;

beforeEach(async () => {
  key = newKey({ issuer: AWS, account: 'jane.doe@123456789012', bytes: 40 });
  start = 5 + PERIOD - (Math.floor(Date.now() / 1000) % PERIOD);
});

/** A popup in a tab whose clock is so many seconds past the start. @param {number} [seconds] */
const inTab = (seconds = 0) =>
  the.session.openAsTab((page) => page.evaluateOnNewDocument(shift, (start + seconds) * 1000));

/** @param {string} text of which only the figure is not known */
const anySeconds = (text) =>
  new RegExp(text.replaceAll(/[()$?.]/gu, '\\$&').replace('77', '\\d+'), 'u');
const usedNextIn = () => anySeconds(the.t('used_next_in', 77));

/** The name of the button in the card. @param {import('./popup.mjs').Popup} popup */
const inCard = (popup) => popup.page.$eval('.card .primary', (button) => button.textContent ?? '');

/** @param {import('./popup.mjs').Popup} popup @param {string} name */
const cardSays = (popup, name) =>
  popup.page.waitForFunction(
    (name) =>
      new RegExp(name, 'u').test(document.querySelector('.card .primary')?.textContent ?? ''),
    {},
    name,
  );

/** Puts a form on the page, which stays on its host. @param {string} form */
async function draw(form) {
  await the.page.goto(the.practice.address);
  await the.page.setContent(`<!doctype html><title>form</title><form>${form}</form>`);
}

/** Waits until enough of the step is left for what follows. */
const inGoodTime = () =>
  new Promise((go) =>
    setTimeout(go, Date.now() % 30_000 > 15_000 ? 30_000 - (Date.now() % 30_000) : 0),
  );

const CODE = '<label>MFA code<input></label>';
const PAIR = '<label>MFA code 1<input></label><label>MFA code 2<input></label>';
const inputs = () =>
  the.page.$$eval('input', (elements) => elements.map((element) => element.value));

test('a_copied_code_is_marked_until_the_next_one_comes', async () => {
  await the.save([key.uri]);
  const popup = await inTab();
  await popup.page.locator('.row').click();
  await popup.says(usedNextIn());
  await popup.page.locator('.row').click();
  await popup.says(the.t('copied_again', 'x').split('x')[1]?.trim() ?? '');
  await popup.shiftClock(start + PERIOD);
  await popup.page.waitForFunction(() => !document.querySelector('.used'));
  await popup.close();
});

test('a_popup_opened_again_still_knows_which_code_was_used', async () => {
  await the.save([key.uri]);
  const first = await inTab();
  await first.page.locator('.row').click();
  await first.says(usedNextIn());
  await first.close();
  const second = await inTab(3);
  await second.says(usedNextIn());
  await second.close();
});

test('the_next_code_is_waited_for_and_copied', async () => {
  await the.save([key.uri]);
  const popup = await inTab();
  await popup.page.locator('.row').click();
  await popup.says(usedNextIn());
  await popup.press(the.t('more_for', 'jane.doe'));
  await popup.page.locator('dialog .items button:not([hidden])').click();
  await popup.says(the.t('waiting_for_next'));
  // Longer than a click counts for.
  await new Promise((later) => setTimeout(later, 6000));
  assert.match(await popup.text(), usedNextIn());
  await popup.shiftClock(start + PERIOD);
  const next = key.code(Date.now() + (start + PERIOD) * 1000);
  await popup.says(the.t('copied', `${next.slice(0, 3)} ${next.slice(3)}`));
  await popup.close();
  assert.equal(await the.session.clipboard(the.page), next);
});

test('a_next_code_that_was_copied_early_is_marked_in_its_own_step', async () => {
  await the.save([key.uri]);
  const popup = await inTab();
  await popup.press(the.t('more_for', 'jane.doe'));
  await popup.press(the.t('copy_next_code'));
  await popup.says(usedNextIn());
  await popup.shiftClock(start + PERIOD);
  await popup.says(usedNextIn());
  await popup.shiftClock(start + 2 * PERIOD);
  await popup.page.waitForFunction(() => !document.querySelector('.used'));
  await popup.close();
});

test('after_a_pair_the_first_code_to_sign_in_is_the_one_after_it', async () => {
  await the.save([key.uri], the.practice.address);
  await draw(PAIR);
  await inGoodTime();
  let popup = await the.open();
  await popup.press(the.t('fill_both'));
  await popup.says(the.t('filled_both', ''));
  const pair = await inputs();
  await popup.close();
  await draw(CODE);
  popup = await the.open();
  await cardSays(popup, '\\d');
  assert.match(await inCard(popup), anySeconds(the.t('fill_next_in', 77)));
  await popup.shiftClock(PERIOD);
  await cardSays(popup, `^${the.t('fill_code')}$`);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  const [code] = await inputs();
  assert.ok(!pair.includes(code ?? ''), `${code} of ${pair.join()}`);
  key.isCode(code, PERIOD);
  await popup.close();
});

test('a_pair_of_which_a_code_was_used_is_never_filled_and_the_next_one_is_waited_for', async () => {
  await the.save([key.uri], the.practice.address);
  await draw(PAIR);
  await inGoodTime();
  let popup = await the.open();
  await popup.press(the.t('fill_both'));
  await popup.says(the.t('filled_both', ''));
  const used = await inputs();
  await popup.close();
  await draw(PAIR);
  popup = await the.open();
  await cardSays(popup, '\\d');
  assert.match(await inCard(popup), anySeconds(the.t('fill_both_in', 77)));
  await popup.page.locator('.card .primary').click();
  await popup.shiftClock(PERIOD);
  await cardSays(popup, '\\d');
  assert.deepEqual(await inputs(), ['', ''], 'half of it was used');
  await popup.shiftClock(2 * PERIOD);
  await popup.says(the.t('filled_both', ''));
  const next = await inputs();
  assert.deepEqual(
    next.filter((code) => used.includes(code)),
    [],
  );
  key.isCode(next[1], 2 * PERIOD);
  await popup.close();
});

test('codes_that_were_filled_are_called_filled_whatever_is_copied_then_and_what_comes_next_is_said', async () => {
  await inGoodTime();
  await the.show([key.uri]);
  await the.page.evaluate(
    (form) => document.body.insertAdjacentHTML('afterbegin', `<form>${form}</form>`),
    PAIR,
  );
  const popup = await the.scan();
  const marks = () =>
    popup.page.$$eval('[data-part=copy1], [data-part=copy2]', (buttons) =>
      buttons.map((button) => button.textContent),
    );
  const filled = the.t('filled_mark');
  await popup.press(the.t('save'));
  await popup.press(the.t('fill_both'));
  await popup.says(the.t('pair_filled_add'));
  assert.deepEqual(await marks(), [filled, filled]);
  await popup.press(`${the.t('copy_code_1')} (${filled})`);
  await popup.page.waitForFunction(
    (copied) => document.querySelector('[data-part=spoken]')?.textContent?.includes(copied),
    {},
    the.t('copied', '').trim(),
  );
  assert.deepEqual(await marks(), [filled, filled]);
  await popup.says(the.t('pair_filled_add'));
  await popup.close();
});

test('two_codes_that_were_filled_for_an_account_that_is_not_new_are_to_be_confirmed_on_the_page', async () => {
  await the.save([key.uri], the.practice.address);
  await draw(PAIR);
  await inGoodTime();
  const popup = await the.open();
  await popup.press(the.t('more_for', 'jane.doe'));
  await popup.press(the.t('two_codes'));
  await popup.press(the.t('fill_both'));
  await popup.says(the.t('pair_filled'));
  await popup.says(the.t('filled_both', ''));
  assert.ok(!(await popup.text()).includes(the.t('copied_mark')));
  await popup.close();
});

test('a_page_that_asks_again_is_explained_and_one_that_asks_for_the_first_time_is_not', async () => {
  await the.save([key.uri], the.practice.address);
  await draw(CODE);
  let popup = await the.open();
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  assert.ok(!(await popup.has(the.t('why_again'))));
  await popup.close();
  // The filled code is still there, so nothing was refused.
  popup = await the.open();
  await cardSays(popup, '.');
  assert.ok(!(await popup.has(the.t('why_again'))));
  await popup.close();
  for (const asksAgain of [CODE, PAIR]) {
    await draw(asksAgain);
    popup = await the.open();
    await popup.press(the.t('why_again'));
    const text = await popup.says(the.t('refused_title'));
    const causes = [
      the.t('refused_used'),
      the.t('refused_clock'),
      the.t('refused_account', 'jane.doe · AWS 1234-5678-9012'),
    ];
    assert.deepEqual(
      causes.map((cause) => text.includes(cause)),
      [true, true, true],
      text,
    );
    assert.ok(text.indexOf(causes[0] ?? '') < text.indexOf(causes[1] ?? ''), 'the likeliest first');
    await popup.close();
  }
});

/** @param {import('puppeteer-core').Target} target */
const ours = (target) => isPopup(the, target);

/** Waits for the popup that opened by itself, and for what it shows. */
async function opened() {
  const popup = await popupOf(await (await the.session.browser.waitForTarget(ours)).asPage());
  const text = await popup.text();
  await popup.close();
  return text;
}

for (const [what, by] of /** @type {const} */ ([
  ['menu', 'menu fill_code'],
  ['command', 'fill'],
])) {
  test(`with_the_popup_closed_the_${what}_fills_where_one_account_fits_once`, async () => {
    await the.save([key.uri], the.practice.address);
    await draw(CODE);
    await inGoodTime();
    await fromOutside(the, by);
    await the.page.waitForFunction(() => document.querySelector('input')?.value);
    key.isCode((await inputs())[0]);
    // The same code again would be refused: the popup opens and waits for the next.
    await draw(CODE);
    await fromOutside(the, by);
    assert.match(await opened(), usedNextIn());
    assert.deepEqual(await inputs(), ['']);
  });
}

test('with_the_popup_closed_nothing_is_guessed', async () => {
  const other = newKey({ issuer: 'Other' });
  const cases = /** @type {const} */ ([
    ['two accounts', [key.uri, other.uri], the.practice.address, CODE],
    ['another site', [key.uri], 'https://login.elsewhere.example/', CODE],
    ['no account', [], the.practice.address, CODE],
    ['no field', [key.uri], the.practice.address, '<input name="q">'],
  ]);
  for (const [what, uris, home, form] of cases) {
    await wipe(the.session);
    if (uris.length) await the.save([...uris], home);
    await draw(form);
    await fromOutside(the, 'menu fill_code');
    await opened();
    assert.deepEqual(await inputs(), [''], what);
  }
});

test('with_the_popup_closed_the_command_scans_the_page', async () => {
  await draw(`<img src="${await QRCode.toDataURL(key.uri)}" alt="">`);
  await fromOutside(the, 'scan');
  const popup = await popupOf(await (await the.session.browser.waitForTarget(ours)).asPage());
  await popup.says(the.t('found_title'));
  await popup.close();
});
