/**
 * Servers that we didn't write give their QR codes, accept Tandem's codes, and refuse others:
 * django-allauth (`django_site.py`), whose page has the secret in a text input beside the code
 * field, which is a trap; Flask-Security-Too (`flask_site.py`), which draws its QR code itself; and
 * MeshCentral (`mesh-server.mjs`), whose QR code is small, grey and dense, in a dialogue whose
 * button is enabled only when a key goes up.
 *
 * Without Python, or without PyPI or npm the first time, the tests are skipped.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillCode, fillNext, scanAndSave, send } from './enrol.mjs';
import { handsOn } from './hands.mjs';
import { installMesh, startMesh } from './mesh-server.mjs';
import { pythonServer } from './python-server.mjs';
import { stage } from './stage.mjs';

const PASSWORD = 'practice-password';

const the = stage();

test('django_allauth_is_enrolled_from_its_qr_and_signed_in_to_by_fill_code', async (t) => {
  const django = pythonServer('django', ['django-allauth[mfa]==65.21.1', 'Django==5.2.19']);
  const missing = await django.missing();
  if (missing) return t.skip(missing);
  const address = await django.serve('django_site.py');
  const page = handsOn(the.page);

  // Enrol.
  await signIn(`${address}accounts/login/`);
  await the.page.goto(`${address}accounts/2fa/totp/activate/`);
  if (the.page.url().includes('/reauthenticate/')) {
    await the.page.locator('#id_password').fill(PASSWORD);
    await send(the);
  }
  await the.page.waitForSelector('img[src^="data:image/svg+xml"]');
  const secret = await valueOf('#authenticator_secret');
  assert.match(secret, /^[A-Z2-7]{16,}$/u);
  await fillCode(the, await scanAndSave(the, 'Allauth Example'));
  assert.equal(
    await valueOf('#authenticator_secret'),
    secret,
    'the secret beside the field is as it was',
  );
  assert.match(await valueOf('#id_code'), /^\d{6}$/u);
  await send(the);
  assert.ok(!the.page.url().endsWith('/activate/'), await page.text());

  // A code is taken once, so what follows is a step later, here and there.
  await the.page.goto(`${address}clock/30`);
  await the.page.goto(`${address}accounts/logout/`);
  await send(the);
  await signIn(`${address}accounts/login/`);
  await the.page.waitForSelector('#id_code');

  await page.page.locator('#id_code').fill('000000');
  await send(the);
  await the.page.waitForSelector('#id_code');
  assert.ok(the.page.url().includes('/2fa/authenticate/'), 'a wrong code is refused');

  await fillNext(the);
  await send(the);
  assert.ok(the.page.url().endsWith('/accounts/2fa/'), `${the.page.url()}: ${await page.text()}`);
});

test('flask_security_is_enrolled_from_its_qr_and_signed_in_to_by_fill_code', async (t) => {
  const flask = pythonServer('flask', ['Flask-Security-Too[common,mfa,fsqla]==5.9.2']);
  const missing = await flask.missing();
  if (missing) return t.skip(missing);
  const address = await flask.serve('flask_site.py');
  const page = handsOn(the.page);
  const enter = async () => {
    await the.page.goto(`${address}login`);
    await the.page.locator('#email').fill('jane@example.org');
    await the.page.locator('#password').fill(PASSWORD);
    await press();
  };
  const press = () =>
    Promise.all([
      the.page.waitForNavigation(),
      the.page.locator('form input[type=submit]').click(),
    ]);

  // Enrol.
  await enter();
  await the.page.goto(`${address}tf-setup`);
  await the.page.locator('[name=setup][value=authenticator]').click();
  await press();
  await the.page.waitForSelector('#code');
  await fillCode(the, await scanAndSave(the, 'Flask Example'));
  assert.match(await valueOf('#code'), /^\d{6}$/u);
  await the.page.bringToFront();
  await Promise.all([the.page.waitForNavigation(), the.page.locator('#submit-code').click()]);

  // A code is taken once, so what follows is a step later, here and there.
  await the.page.goto(`${address}clock/30`);
  const { browser } = the.session;
  await browser.deleteCookie(...(await browser.cookies()));
  await enter();
  await the.page.waitForSelector('#code');
  await the.page.locator('#code').fill('000000');
  await press();
  await the.page.waitForSelector('#code');
  assert.notEqual(new URL(the.page.url()).pathname, '/', 'a wrong code is refused');

  await fillNext(the);
  await the.page.bringToFront();
  await press();
  assert.equal(new URL(the.page.url()).pathname, '/', await page.text());
});

test('meshcentral_is_enrolled_from_its_qr_and_signed_in_to_by_fill_code', async (t) => {
  const missing = await installMesh();
  if (missing) return t.skip(missing);
  const address = await startMesh('jane', PASSWORD);
  if (address === undefined) return t.skip('MeshCentral did not start');
  const page = handsOn(the.page);
  const enter = async () => {
    await the.page.goto(address);
    await the.page.locator('#username').fill('jane');
    await the.page.locator('#password').fill(PASSWORD);
    await Promise.all([the.page.waitForNavigation(), the.page.locator('#loginButton').click()]);
  };
  const sendToken = () => send(the, '#tokenOkButton');

  // Enrol.
  await enter();
  await the.page.goto(`${address}?viewmode=2`);
  await page.says('Manage authenticator app');
  await the.page.locator('#manageAuthApp a').click();
  await the.page.waitForSelector('#qrcode img[src^="data:image/png"]', { visible: true });
  // Its issuer is from its certificate.
  await fillCode(the, await scanAndSave(the, '127.0.0.1'));
  assert.match(await valueOf('#d2otpauthinput'), /^\d{6}$/u);
  await the.page.bringToFront();
  await the.page.locator('#idx_dlgOkButton').click();
  await page.says('activation successful');

  await the.page.goto(`${address}logout`);
  await enter();
  await the.page.waitForSelector('#tokenInput', { visible: true });
  await the.page.locator('#tokenInput').fill('000000');
  await sendToken();
  await page.says('Invalid token');

  await fillNext(the);
  await sendToken();
  await page.says('Welcome jane');
});

/** @param {string} address */
async function signIn(address) {
  await the.page.goto(address);
  await the.page.locator('#id_login').fill('jane');
  await the.page.locator('#id_password').fill(PASSWORD);
  await send(the);
}

/** @param {string} selector */
const valueOf = (selector) =>
  the.page.$eval(selector, (input) => /** @type {HTMLInputElement} */ (input).value);
