/**
 * A server that no one here wrote: django-allauth from PyPI (`django_site.py`) gives its QR code,
 * takes Tandem's codes, and refuses others. On its page the secret stands in a text input beside
 * the code field, which is a trap.
 *
 * Its packages are installed once, into `target/django`. Without Python, or without PyPI the first
 * time, the test is skipped.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { handsOn } from './hands.mjs';
import { stage } from './stage.mjs';

const PACKAGES = ['django-allauth[mfa]==65.21.1', 'Django==5.2.19'];
const ENVIRONMENT = fileURLToPath(new URL('../../target/django', import.meta.url));
const PYTHON = join(ENVIRONMENT, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const PASSWORD = 'practice-password';

const the = stage();
const run = promisify(execFile);

test('django_allauth_is_enrolled_from_its_qr_and_signed_in_to_by_fill_code', async (t) => {
  const missing = await install();
  if (missing !== undefined) return t.skip(missing);
  const address = await serve();
  const page = handsOn(the.page);

  // Enrol.
  await signIn(`${address}accounts/login/`);
  await the.page.goto(`${address}accounts/2fa/totp/activate/`);
  if (the.page.url().includes('/reauthenticate/')) {
    await the.page.locator('#id_password').fill(PASSWORD);
    await send();
  }
  await the.page.waitForSelector('img[src^="data:image/svg+xml"]');
  const secret = await valueOf('#authenticator_secret');
  assert.match(secret, /^[A-Z2-7]{16,}$/u);
  let popup = await the.scan();
  await popup.says(the.t('found_title'));
  assert.equal(await popup.held(the.t('issuer')), 'Allauth Example');
  await popup.press(the.t('save'));
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  await popup.close();
  assert.equal(await valueOf('#authenticator_secret'), secret, 'the secret beside the field is as it was');
  assert.match(await valueOf('#id_code'), /^\d{6}$/u);
  await send();
  assert.ok(!the.page.url().endsWith('/activate/'), await page.text());

  // A code is taken once, so what follows is a step later, here and there.
  await the.page.goto(`${address}clock/30`);
  await the.page.goto(`${address}accounts/logout/`);
  await send();
  await signIn(`${address}accounts/login/`);
  await the.page.waitForSelector('#id_code');

  await page.page.locator('#id_code').fill('000000');
  await send();
  await the.page.waitForSelector('#id_code');
  assert.ok(the.page.url().includes('/2fa/authenticate/'), 'a wrong code is refused');

  popup = await the.open();
  await popup.shiftClock(30);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  await popup.close();
  await send();
  assert.ok(the.page.url().endsWith('/accounts/2fa/'), `${the.page.url()}: ${await page.text()}`);
});

/** @returns {Promise<string | undefined>} why not, in words */
async function install() {
  if (existsSync(join(ENVIRONMENT, 'installed'))) return undefined;
  const python = process.platform === 'win32' ? 'python' : 'python3';
  try {
    await run(python, ['-m', 'venv', ENVIRONMENT]);
  } catch {
    return 'Python with venv is needed for a server to sign in to (Debian: apt-get install python3-venv)';
  }
  try {
    await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES], { timeout: 180_000 });
    await run(PYTHON, ['-c', `open(${JSON.stringify(join(ENVIRONMENT, 'installed'))}, 'w').close()`]);
    return undefined;
  } catch {
    await rm(ENVIRONMENT, { recursive: true, force: true });
    return 'django-allauth could not be installed from PyPI';
  }
}

/** Starts the server and gives its address. */
async function serve() {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-django-'));
  const server = spawn(PYTHON, [fileURLToPath(new URL('django_site.py', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // It has no business beyond this machine.
    env: { ...process.env, http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' },
  });
  const over = new Promise((resolve) => server.once('exit', resolve));
  after(async () => {
    server.kill();
    await over;
    await rm(folder, { recursive: true, force: true });
  });
  for await (const line of createInterface(server.stdout)) return `http://127.0.0.1:${Number(line)}/`;
  throw new Error('the server ended before it began');
}

/** @param {string} address */
async function signIn(address) {
  await the.page.goto(address);
  await the.page.locator('#id_login').fill('jane');
  await the.page.locator('#id_password').fill(PASSWORD);
  await send();
}

/** Sends the form that is on the page, and waits for what comes of it. */
async function send() {
  await the.page.bringToFront();
  await Promise.all([the.page.waitForNavigation(), the.page.locator('form button[type=submit], form button:not([type])').click()]);
}

/** @param {string} selector */
const valueOf = (selector) => the.page.$eval(selector, (input) => /** @type {HTMLInputElement} */ (input).value);
