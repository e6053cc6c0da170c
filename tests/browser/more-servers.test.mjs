/**
 * Three more servers that we didn't write: django-two-factor-auth, a wizard whose fields are named
 * after its steps; django-mfa3, which has a name beside the code; and django-otp's admin, with
 * user, password and token in one form. All are from PyPI; without it, or without Python, the tests
 * are skipped.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillCode, fillNext, scanAndSave, send } from './enrol.mjs';
import { handsOn } from './hands.mjs';
import { pythonServer } from './python-server.mjs';
import { stage } from './stage.mjs';

const PASSWORD = 'practice-password';
const DJANGO = 'Django==5.2.19';

const the = stage();

/** @param {string} selector */
const valueOf = (selector) =>
  the.page.$eval(selector, (input) => /** @type {HTMLInputElement} */ (input).value);

async function forgetSession() {
  const { browser } = the.session;
  await browser.deleteCookie(...(await browser.cookies()));
}

/** The first sign-in right after enrolling isn't taken for a refusal. */
async function nothingWasRefused() {
  const popup = await the.open();
  await popup.page.waitForSelector('.card .primary:not([hidden])');
  assert.ok(!(await popup.has(the.t('why_again'))));
  await popup.close();
}

test('django_two_factor_auth_is_enrolled_from_its_qr_and_signed_in_to_by_fill_code', async (t) => {
  const server = pythonServer('two-factor', [
    'django-two-factor-auth==1.17.0',
    DJANGO,
    'phonenumbers==9.0.43',
  ]);
  const missing = await server.missing();
  if (missing) return t.skip(missing);
  const address = await server.serve('two_factor_site.py');
  const page = handsOn(the.page);
  const enter = async () => {
    await the.page.goto(`${address}account/login/`);
    await the.page.locator('#id_auth-username').fill('jane');
    await the.page.locator('#id_auth-password').fill(PASSWORD);
    await send(the, 'button.btn-primary');
  };

  await enter();
  await the.page.goto(`${address}account/two_factor/setup/`);
  await send(the, 'button.btn-primary');
  if (await the.page.$('[name=setup_view-current_step][value=method]'))
    await send(the, 'button.btn-primary');
  await the.page.waitForSelector('#id_generator-token');
  // Its issuer is its address.
  await fillCode(the, await scanAndSave(the, new URL(address).host));
  assert.match(await valueOf('#id_generator-token'), /^\d{6}$/u);
  await send(the, 'button.btn-primary');
  assert.ok(the.page.url().endsWith('/setup/complete/'), await page.text());

  await the.page.goto(`${address}clock/30`);
  await forgetSession();
  await enter();
  await the.page.waitForSelector('#id_token-otp_token');
  await nothingWasRefused();
  await the.page.locator('#id_token-otp_token').fill('000000');
  await send(the, 'button.btn-primary');
  await the.page.waitForSelector('#id_token-otp_token');
  await fillNext(the);
  await send(the, 'button.btn-primary');
  await page.says('Welcome jane');
});

test('django_mfa3_is_enrolled_from_its_qr_and_signed_in_to_by_fill_code', async (t) => {
  const server = pythonServer('mfa3', ['django-mfa3==1.1.2', DJANGO, 'pyotp==2.9.0']);
  const missing = await server.missing();
  if (missing) return t.skip(missing);
  const address = await server.serve('mfa3_site.py');
  const page = handsOn(the.page);
  const enter = async () => {
    await the.page.goto(`${address}login`);
    await the.page.locator('#id_username').fill('jane');
    await the.page.locator('#id_password').fill(PASSWORD);
    await send(the);
  };

  await enter();
  await page.says('Welcome jane');
  await the.page.goto(`${address}mfa/create/TOTP/`);
  await the.page.locator('#id_name').fill('phone');
  await fillCode(the, await scanAndSave(the, 'MFA3 Example'));
  assert.match(await valueOf('#id_code'), /^\d{6}$/u);
  assert.equal(await valueOf('#id_name'), 'phone');
  await send(the);
  assert.ok(the.page.url().endsWith('/mfa/'), await page.text());

  await forgetSession();
  await enter();
  await the.page.waitForSelector('#id_code');
  await nothingWasRefused();
  await the.page.locator('#id_code').fill('000000');
  await send(the);
  await the.page.waitForSelector('#id_code');
  await fillNext(the);
  await send(the);
  await page.says('Welcome jane');
});

test('django_otps_admin_is_enrolled_from_its_qr_and_signed_in_to_with_password_and_code_in_one_form', async (t) => {
  const server = pythonServer('otp-admin', ['django-otp==1.7.5', DJANGO, 'qrcode==8.2']);
  const missing = await server.missing();
  if (missing) return t.skip(missing);
  const address = await server.serve('otp_admin_site.py');
  const page = handsOn(the.page);
  const enter = async () => {
    await the.page.locator('#id_username').fill('jane');
    await the.page.locator('#id_password').fill(PASSWORD);
  };

  await the.page.goto(`${address}admin/`);
  await enter();
  await send(the, '#login-form input[type=submit]');
  await the.page.goto(`${address}admin/otp_totp/totpdevice/1/config/`);
  await the.page.waitForSelector('img');
  const saved = await scanAndSave(the, 'OTP Example');
  await saved.page.waitForSelector('.list');
  await saved.close();

  await forgetSession();
  await the.page.goto(`${address}guarded/`);
  await enter();
  await the.page.locator('#id_otp_token').fill('000000');
  await send(the, '#login-form input[type=submit]');
  await the.page.waitForSelector('.errornote');
  await enter();
  // From now on it asks which device, too.
  await the.page.select('#id_otp_device', 'otp_totp.totpdevice/1');
  await fillCode(the, await the.open());
  assert.match(await valueOf('#id_otp_token'), /^\d{6}$/u);
  assert.deepEqual(
    [await valueOf('#id_username'), await valueOf('#id_password')],
    ['jane', PASSWORD],
  );
  await send(the, '#login-form input[type=submit]');
  await page.says('Site administration');
});
