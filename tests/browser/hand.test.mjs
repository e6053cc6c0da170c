/**
 * *Enter by hand*: secret keys as people paste them, whole Key URIs, and what is wrong with others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterCode, newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

/** Opens *Enter by hand* and writes the secret. @param {string} secret */
async function enter(secret) {
  const popup = await the.open();
  await popup.press(the.t('enter_by_hand'));
  await popup.write(the.t('secret_key'), secret);
  return popup;
}

/** @param {import('./popup.mjs').Popup} popup @param {string} name @param {string} value */
async function choose(popup, name, value) {
  await popup.named(name, 'combobox').fill(value);
}

/**
 * As pages show secrets and people copy them; the core's table has every spelling.
 * @type {[string, (secret: string) => string][]}
 */
const SPELLINGS = [
  ['in_lower_case_and_groups', (secret) => secret.toLowerCase().replaceAll(/.{4}/gu, '$& ')],
  [
    'with_hyphens_padding_and_over_two_lines',
    (secret) => ` ${secret.replaceAll(/.{4}/gu, '$&-').slice(0, 20)}\n${secret.slice(16)}====== `,
  ],
];

for (const [spelling, spell] of SPELLINGS) {
  test(`a_secret_key_is_taken_${spelling}`, async () => {
    const key = newKey({ bytes: 26 });
    const popup = await enter(spell(key.secret));
    await popup.write(the.t('issuer'), 'Spelled', 'combobox');
    await popup.press(the.t('save'));
    await popup.says(the.t('saved', 'Spelled'));
    key.isCode((await popup.codes())[0]);
  });
}

test('a_double_click_on_save_adds_one_account', async () => {
  const popup = await enter(newKey().secret);
  await popup.write(the.t('issuer'), 'Once', 'combobox');
  await popup.pressTwice(the.t('save'));
  await popup.says(the.t('saved', 'Once'));
  assert.deepEqual(await popup.titles(), ['Once']);
});

test('a_wrong_character_is_pointed_at_with_its_position', async () => {
  const popup = await enter('JBSW Y3DP 1HPK 3PXP');
  await popup.says(the.t('error_secret_wrong_character', '1', 11));
  await popup.press(the.t('save'));
  await popup.says(the.t('error_secret_wrong_character', '1', 11));
  // Nothing is lost.
  await popup.named(the.t('secret_key'), 'textbox').wait();
});

test('an_empty_secret_key_is_reported', async () => {
  const popup = await enter('  ');
  await popup.press(the.t('save'));
  await popup.says(the.t('error_secret_empty'));
});

test('a_whole_key_uri_may_be_pasted', async () => {
  const key = newKey({ issuer: 'Pasted', algorithm: 'SHA256', digits: 8, period: 60 });
  const popup = await enter(` ${key.uri}\n`);
  await popup.says(the.t('whole_uri'));
  assert.ok(!(await popup.has(the.t('issuer'), 'combobox')), 'the uri says it');
  await popup.press(the.t('save'));
  await popup.says(the.t('check_and_save'));
  await popup.says(`SHA256 · ${the.t('digits_count', 8)} · ${the.t('period_seconds', 60)}`);
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'Pasted'));
  key.isCode((await popup.codes())[0]);
});

test('an_aws_key_by_hand_leads_to_its_two_codes', async () => {
  const key = newKey({ bytes: 40 });
  const popup = await enter(key.secret);
  await popup.write(the.t('issuer'), 'Amazon Web Services', 'combobox');
  await popup.write(the.t('account'), 'jane.doe@123456789012');
  await popup.press(the.t('save'));
  await popup.says(the.t('two_codes_for', 'AWS'));
  key.isCode((await popup.codes())[1]);
});

test('algorithm_digits_and_period_are_what_is_chosen', async () => {
  for (const settings of [
    { algorithm: 'SHA512', digits: 8, period: 60 },
    { algorithm: 'SHA256', digits: 10, period: 86_400 },
    { algorithm: 'SHA1', digits: 1, period: 300 },
  ]) {
    const key = newKey({ issuer: settings.algorithm, bytes: 32, ...settings });
    const popup = await enter(key.secret);
    await popup.write(the.t('issuer'), key.issuer, 'combobox');
    await popup.page.locator('summary').click();
    await choose(popup, the.t('algorithm'), settings.algorithm);
    await popup.write(the.t('digits'), String(settings.digits));
    await popup.write(the.t('period'), String(settings.period));
    await popup.press(the.t('save'));
    await popup.says(the.t('saved', key.issuer));
    key.isCode((await popup.codes())[(await popup.titles()).indexOf(key.issuer)]);
    await popup.close();
  }
});

test('numbers_out_of_range_are_refused_with_the_range', async () => {
  const popup = await enter(newKey().secret);
  await popup.page.locator('summary').click();
  for (const [field, value, error] of /** @type {const} */ ([
    ['digits', '11', 'error_digits_out_of_range'],
    ['digits', '0', 'error_digits_out_of_range'],
    ['period', '0', 'error_period_out_of_range'],
    ['period', '86401', 'error_period_out_of_range'],
  ])) {
    await popup.write(the.t('digits'), '6');
    await popup.write(the.t('period'), '30');
    await popup.write(the.t(field), value);
    await popup.press(the.t('save'));
    await popup.says(the.t(error, value));
  }
});

test('counter_based_codes_come_one_by_one_and_never_twice', async () => {
  const { secret } = newKey();
  let popup = await enter(secret);
  await popup.write(the.t('issuer'), 'Counter', 'combobox');
  await popup.page.locator('summary').click();
  await choose(popup, the.t('kind'), 'hotp');
  await popup.write(the.t('counter'), '7');
  await popup.press(the.t('save'));
  await popup.says(the.t('show_code'));
  await popup.page.keyboard.press('Enter');
  await popup.says(the.t('copied', ''));
  // The row follows once the counter is stored a second time, with when it was used.
  await popup.page.waitForSelector('[data-code]');
  assert.deepEqual(await popup.codes(), [counterCode(secret, 7)]);
  assert.equal(await the.session.clipboard(the.page), counterCode(secret, 7));
  popup = await the.open();
  await popup.page.keyboard.press('Enter');
  await popup.says(the.t('copied', ''));
  await popup.page.waitForSelector('[data-code]');
  assert.deepEqual(await popup.codes(), [counterCode(secret, 8)]);
});

test('a_half_filled_form_is_restored', async () => {
  let popup = await enter('JBSWY3DP');
  await popup.write(the.t('account'), 'jane');
  await the.page.bringToFront();
  popup = await the.open();
  assert.equal(await popup.held(the.t('secret_key')), 'JBSWY3DP');
  assert.equal(await popup.held(the.t('account')), 'jane');
});
