/** Filling codes into pages: which fields, which account, and never without the user's gesture. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { words } from '../console/pages/words.mjs';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';
import { until } from './until.mjs';

const the = stage();
const w = words.en;

/** An account whose device is assigned at the practice console, enrolled there. */
async function assigned() {
  const key = newKey({ issuer: 'Amazon Web Services', account: 'phone@123456789012', bytes: 40 });
  const [user] = the.practice.store.users;
  if (!user) throw new Error('the console has a user');
  user.devices = [{ name: 'phone', secret: key.secret, drift: 0, last: -1 }];
  user.refusals = 0;
  await the.save([key.uri], the.practice.address);
  return { key, user };
}

/** Signs in as far as the code. @param {string} inputs @param {string} [user] */
async function askedFor(inputs, user = 'jane.doe') {
  await the.page.goto(`${the.practice.address}?lang=en&inputs=${inputs}`);
  const page = handsOn(the.page);
  await page.write(w.user, user);
  await page.write(w.password, 'practice');
  await page.press(w.signIn);
  return page;
}

for (const inputs of ['cloudscape', 'ids', 'old-ids']) {
  test(`a_code_is_filled_into_a_react_form_of_${inputs}_and_accepted`, async () => {
    await assigned();
    const page = await askedFor(inputs);
    await page.says(w.mfaText);
    const popup = await the.open();
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('filled', ''));
    await popup.close();
    await page.press(w.submit);
    await page.says(w.welcome);
  });

  test(`two_codes_are_filled_into_a_react_form_of_${inputs}_and_accepted`, async () => {
    const { user } = await assigned();
    user.refusals = 3;
    const page = await askedFor(inputs);
    await page.says(w.resyncText);
    const popup = await the.open();
    await popup.press(the.t('fill_both'));
    await popup.says(the.t('filled_both', ''));
    assert.ok(!(await popup.text()).includes(the.t('copied_mark')), 'filled is not copied');
    await popup.close();
    await page.press(w.resyncSubmit);
    await page.says(w.welcome);
  });
}

test('identity_centers_page_gets_its_one_code_right_after_the_scan', async () => {
  const [user] = the.practice.store.users;
  if (!user) throw new Error('the console has a user');
  [user.devices, user.refusals] = [[], 0];
  const page = await askedFor('cloudscape');
  await page.press(w.center);
  await page.says(w.registerText);
  await the.page.waitForSelector('.qr');
  const popup = await the.scan();
  await popup.press(the.t('save'));
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  await popup.close();
  await page.press(w.register);
  await page.says(w.added);
  user.devices = [];
});

test('of_several_root_devices_the_one_whose_account_the_page_names_is_offered', async () => {
  const root = the.practice.store.users.find((one) => one.root);
  if (!root) throw new Error('the console has a root user');
  const keys = ['999988887777', '123456789012', '555566667777'].map((account) =>
    newKey({
      issuer: 'Amazon Web Services',
      account: `root-account-mfa-device@${account}`,
      bytes: 40,
    }),
  );
  const [, key, other] = keys;
  root.devices = [other, key].map((one, at) => ({
    name: `device-${at}`,
    secret: one?.secret ?? '',
    drift: 0,
    last: -1,
  }));
  await the.save(
    keys.map(({ uri }) => uri),
    the.practice.address,
  );
  const page = await askedFor('ids', root.name);
  await page.says(w.methodText);
  let popup = await the.open();
  await popup.named(the.t('copy_code')).wait();
  assert.ok(
    !(await popup.has(the.t('fill_code'))),
    'the page asks for a kind of device, not for a code',
  );
  await popup.close();
  await page.press(w.continue);
  await page.says(w.mfaText);
  await the.page.$eval('main', (main) =>
    main.prepend(
      Object.assign(document.createElement('p'), { textContent: 'Account 1234-5678-9012' }),
    ),
  );
  popup = await the.open();
  await popup.page.waitForFunction(
    () => document.querySelector('.card .detail')?.textContent === 'AWS 1234-5678-9012',
  );
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  await popup.close();
  await page.press(w.submit);
  await page.says(w.welcome);
  root.devices = [];
});

/** Puts a form on the page, which stays on its host. @param {string} form */
async function draw(form) {
  await the.page.goto(the.practice.address);
  await the.page.setContent(`<!doctype html><title>form</title><form>${form}</form>`);
}

/** What each input holds. */
const inputs = () =>
  the.page.$$eval('input', (elements) => elements.map((element) => element.value));

test('a_field_that_declares_itself_is_filled_and_nothing_else', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw(
    '<input id="secret" value="JBSWY3DPEHPK3PXP"><input type="tel" name="phone"><input autocomplete="one-time-code"><input name="coupon">',
  );
  const popup = await the.open();
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  const [secret, phone, code, coupon] = await inputs();
  assert.deepEqual([secret, phone, coupon], ['JBSWY3DPEHPK3PXP', '', '']);
  key.isCode(code);
});

test('six_boxes_take_a_digit_each', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw(
    `<label>Verification code</label>${'<input inputmode="numeric" maxlength="1" size="1" aria-label="Digit of the verification code">'.repeat(6)}`,
  );
  const popup = await the.open();
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  const digits = await inputs();
  assert.ok(
    digits.every((digit) => digit.length === 1),
    digits.join('|'),
  );
  key.isCode(digits.join(''));
});

test('a_page_that_redraws_its_field_is_filled_and_one_that_removes_it_is_not', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw('<input autocomplete="one-time-code">');
  const popup = await the.open();
  await popup.named(the.t('fill_code')).wait();
  await the.page.$eval('input', (input) => input.replaceWith(input.cloneNode()));
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  key.isCode((await inputs())[0]);
  await the.page.$eval('input', (input) => input.remove());
  await popup.shiftClock(30);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('error_no_code_field'));
});

test('on_another_host_the_popup_names_both_and_fills_only_after_a_yes', async () => {
  const key = newKey({ issuer: 'Elsewhere' });
  await the.save([key.uri], 'https://login.elsewhere.example/');
  await draw('<input autocomplete="one-time-code">');
  const popup = await the.open();
  await popup.says('Elsewhere');
  assert.ok(!(await popup.has(the.t('fill_code'))), 'it is not offered by itself');
  for (const [answer, filled] of /** @type {const} */ ([
    ['cancel', false],
    ['fill_here', true],
  ])) {
    await popup.press(the.t('more_for', 'Elsewhere'));
    await popup.press(the.t('fill_code'));
    const text = await popup.says(the.t('elsewhere_title'));
    assert.ok(text.includes('login.elsewhere.example') && text.includes('127.0.0.1'), text);
    assert.deepEqual(await inputs(), ['']);
    await popup.press(the.t(answer));
    if (filled) {
      await popup.says(the.t('filled', ''));
      key.isCode((await inputs())[0]);
    }
  }
});

test('a_site_that_is_allowed_permanently_becomes_one_of_the_accounts_sites', async () => {
  const key = newKey({ issuer: 'Elsewhere' });
  await the.save([key.uri], 'https://login.elsewhere.example/');
  await draw('<input autocomplete="one-time-code">');
  let popup = await the.open();
  await popup.press(the.t('more_for', 'Elsewhere'));
  await popup.press(the.t('fill_code'));
  await popup.press(the.t('fill_always'));
  await popup.says(the.t('filled', ''));
  key.isCode((await inputs())[0]);
  await popup.close();
  popup = await the.open();
  await popup.page.waitForSelector('.card');
  await popup.close();
  // Another port of this machine is somebody else's.
  await the.page.goto(the.practice.address.replace('127.0.0.1', 'localhost'));
  popup = await the.open();
  await popup.says('Elsewhere');
  assert.equal(await popup.page.$('.card'), null);
  await popup.close();
});

test('of_several_accounts_the_one_used_last_is_offered_first_and_any_can_be_chosen', async () => {
  const keys = ['One', 'Two', 'Three'].map((issuer) => newKey({ issuer }));
  await the.save(
    keys.map(({ uri }) => uri),
    the.practice.address,
  );
  await draw('<input autocomplete="one-time-code">');
  for (const key of keys) {
    // The last use is stored to the second.
    await new Promise((next) => setTimeout(next, 1000 - (Date.now() % 1000)));
    let popup = await the.open();
    await popup.named(the.t('which_account'), 'combobox').fill(await optionOf(popup, key.issuer));
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('filled', ''));
    key.isCode((await inputs())[0]);
    await popup.close();
    popup = await the.open();
    await popup.named(the.t('which_account'), 'combobox').wait();
    const first = await popup.page.$eval('select', (select) => select.selectedOptions[0]?.text);
    assert.ok(first?.startsWith(key.issuer), `${first} after ${key.issuer}`);
    await popup.close();
  }
});

test('an_account_that_the_user_chose_stays_chosen_when_a_slow_page_is_described_at_last', async () => {
  const uris = ['One', 'Two'].map((issuer) => newKey({ issuer }).uri);
  await the.save(uris, the.practice.address);
  // A script that keeps the browser from reading on.
  const body =
    '<!doctype html><title>form</title><script src="/slow.js"></script><form><input autocomplete="one-time-code"></form>';
  /** @type {import('puppeteer-core').HTTPRequest | undefined} */
  let slow;
  await the.page.setRequestInterception(true);
  the.page.on('request', (request) => {
    if (request.url().endsWith('/slow.js')) slow = request;
    else if (request.isNavigationRequest()) request.respond({ contentType: 'text/html', body });
    else request.continue();
  });
  const shown = the.page.goto(the.practice.address);
  await until(
    async () => slow,
    () => 'the script is not asked for',
  );
  const popup = await the.open();
  await popup.named(the.t('which_account'), 'combobox').wait();
  const second = await popup.page.$eval('select', (select) => select.options[1]?.value ?? '');
  await popup.named(the.t('which_account'), 'combobox').fill(second);
  assert.ok(!(await popup.has(the.t('fill_code'))), 'the page is not described yet');
  await slow?.respond({ contentType: 'text/javascript', body: '' });
  await shown;
  await popup.named(the.t('fill_code')).wait();
  assert.equal(await popup.page.$eval('select', (select) => select.value), second);
  await popup.close();
  await the.page.setRequestInterception(false);
  the.page.removeAllListeners('request');
});

/** @param {import('./popup.mjs').Popup} popup @param {string} issuer */
async function optionOf(popup, issuer) {
  await popup.named(the.t('which_account'), 'combobox').wait();
  return popup.page.$eval(
    'select',
    (select, issuer) =>
      [...select.options].find((option) => option.text.startsWith(issuer))?.value ?? '',
    issuer,
  );
}

test('a_page_that_asks_for_nothing_is_offered_nothing', async () => {
  await the.save([newKey().uri], the.practice.address);
  await draw('<input name="q" type="search"><input name="card-number" autocomplete="cc-number">');
  const popup = await the.open();
  await popup.says('Example');
  assert.ok(!(await popup.has(the.t('fill_code'))));
  assert.deepEqual(await inputs(), ['', '']);
});

for (const [where, host] of /** @type {const} */ ([
  ['another_page_of_the_site', '127.0.0.1'],
  ['another_site', 'localhost'],
])) {
  test(`a_page_that_went_to_${where}_after_it_was_described_gets_no_code`, async () => {
    await the.save([newKey().uri], the.practice.address);
    await draw('<input autocomplete="one-time-code">');
    const popup = await the.open();
    await popup.named(the.t('fill_code')).wait();
    await popup.page.exposeFunction('goOn', async () => {
      await the.page.goto(the.practice.address.replace('127.0.0.1', host));
      await the.page.setContent('<form><input autocomplete="one-time-code"></form>');
    });
    // Right before the code is sent to the document that was described.
    await popup.page.evaluate(() => {
      const { scripting } = chrome;
      const real = scripting.executeScript.bind(scripting);
      const { goOn } = /** @type {{ goOn: () => Promise<void> }} */ (
        /** @type {unknown} */ (globalThis)
      );
      Object.assign(scripting, {
        executeScript: async (
          /** @type {chrome.scripting.ScriptInjection<unknown[], unknown>} */ injection,
        ) => {
          if ('args' in injection && injection.args?.[0] === 'fill') await goOn();
          return real(injection);
        },
      });
    });
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('error_tab_gone'));
    assert.deepEqual(await inputs(), ['']);
  });
}
