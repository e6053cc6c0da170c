/** The practice console itself, through its API: what it takes and what it refuses. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { PERIOD, codeAt, stepAt } from './mfa.mjs';
import { startConsole } from './server.mjs';
import { words } from './pages/words.mjs';

/** @type {import('./server.mjs').Console} */
let practice;
/** @type {string} */
let cookie;
/** Seconds that put the server's clock at the start of a step: no test straddles a boundary. */
let start = 0;

before(async () => {
  practice = await startConsole();
});
after(() => practice.stop());
beforeEach(async () => {
  start = PERIOD - (Math.floor(Date.now() / 1000) % PERIOD);
  await post('/control', { clock: start, refusals: 0, forget: true });
  cookie = '';
  await post('/api/sign-in', { user: 'jane.doe', password: 'practice' });
});

test('two_consecutive_codes_assign_a_device', async () => {
  const { code } = await wizard();
  assert.deepEqual(await post('/api/confirm', { code1: code(-1), code2: code(0) }), {
    next: 'credentials',
  });
  assert.deepEqual(await get('/api/devices'), {
    user: 'jane.doe',
    account: '123456789012',
    devices: [{ name: 'phone' }],
  });
});

test('two_codes_that_are_not_consecutive_assign_nothing', async () => {
  const { code } = await wizard();
  for (const pair of ['0 -1', '0 0', '-2 0', '0 1', '-3 -2']) {
    const [first = NaN, second = NaN] = pair.split(' ').map(Number);
    assert.deepEqual(
      await post('/api/confirm', { code1: code(first), code2: code(second) }),
      { error: 'code' },
      pair,
    );
  }
});

test('a_code_is_accepted_once', async () => {
  const code = await assigned();
  assert.deepEqual(await post('/api/mfa', { code: code(0) }), { error: 'code' });
  assert.deepEqual(await post('/api/mfa', { code: code(1) }), { next: 'credentials' });
  assert.deepEqual(await post('/api/mfa', { code: code(1) }), { error: 'code' });
});

test('a_code_further_than_one_step_away_is_refused', async () => {
  const code = await assigned();
  assert.deepEqual(await post('/api/mfa', { code: code(2) }), { error: 'code' });
});

test('three_refusals_ask_for_two_codes', async () => {
  const code = await assigned();
  assert.deepEqual(await post('/api/mfa', { code: '000000' }), { error: 'code' });
  assert.deepEqual(await post('/api/mfa', { code: '000000' }), { error: 'code' });
  assert.deepEqual(await post('/api/mfa', { code: '000000' }), { error: 'code', next: 'resync' });
  assert.deepEqual(await post('/api/mfa', { code: code(1) }), { error: 'code', next: 'resync' });
  assert.deepEqual(await post('/api/resync', { code1: code(2), code2: code(1) }), {
    error: 'code',
  });
  assert.deepEqual(await post('/api/resync', { code1: code(1), code2: code(2) }), {
    next: 'credentials',
  });
});

test('a_device_whose_clock_is_minutes_off_works_again_after_a_pair', async () => {
  const code = await assigned();
  await post('/control', { clock: start + 600 });
  assert.deepEqual(await post('/api/mfa', { code: code(1) }), { error: 'code' });
  assert.deepEqual(await post('/api/resync', { code1: code(1), code2: code(2) }), {
    next: 'credentials',
  });
  assert.deepEqual(await post('/api/mfa', { code: code(3) }), { next: 'credentials' });
});

test('a_wizard_opened_again_has_another_secret', async () => {
  const first = await wizard();
  const second = await wizard();
  assert.match(second.secret, /^[A-Z2-7]{64}$/u);
  assert.notEqual(first.secret, second.secret);
});

test('the_uri_is_what_aws_writes', async () => {
  const { uri, secret } = await wizard();
  assert.equal(
    uri,
    `otpauth://totp/Amazon%20Web%20Services:phone@123456789012?secret=${secret}&issuer=Amazon%20Web%20Services`,
  );
});

test('nobody_is_let_in_without_a_password', async () => {
  cookie = '';
  assert.deepEqual(await post('/api/sign-in', { user: 'jane.doe', password: '' }), {
    error: 'password',
  });
  assert.deepEqual(await get('/api/devices'), { error: 'signed-out' });
  assert.deepEqual(await post('/api/assign', { name: 'phone' }), { error: 'signed-out' });
});

test('one_code_registers_a_device_and_is_accepted_once', async () => {
  const { code } = await wizard();
  assert.deepEqual(await post('/api/register', { code: code(-2) }), { error: 'code' });
  assert.deepEqual(await post('/api/register', { code: code(0) }), { next: 'credentials' });
  await post('/api/sign-in', { user: 'jane.doe', password: 'practice' });
  assert.deepEqual(await post('/api/mfa', { code: code(0) }), { error: 'code' });
});

test('of_several_devices_the_kind_is_asked_for_first_and_each_opens', async () => {
  const first = await assigned();
  await post('/api/mfa', { code: first(1) });
  const { code } = await wizard('tablet');
  await post('/api/confirm', { code1: code(-1), code2: code(0) });
  for (const one of [first(2), code(1)]) {
    await post('/control', { clock: start + 30 });
    assert.deepEqual(await post('/api/sign-in', { user: 'jane.doe', password: 'practice' }), {
      next: 'method',
    });
    assert.deepEqual(await post('/api/mfa', { code: one }), { next: 'credentials' });
  }
});

test('every_device_of_the_root_user_has_one_name', async () => {
  cookie = '';
  await post('/api/sign-in', { user: 'root@example.org', password: 'practice' });
  const { uri, secret } = await wizard();
  assert.equal(
    uri,
    `otpauth://totp/Amazon%20Web%20Services:root-account-mfa-device@123456789012?secret=${secret}&issuer=Amazon%20Web%20Services`,
  );
});

test('every_text_exists_in_both_languages', () => {
  assert.deepEqual(Object.keys(words.ja), Object.keys(words.en));
  assert.deepEqual(Object.keys(words.ja.errors), Object.keys(words.en.errors));
});

/** Opens the wizard; `code(n)` is the code n steps from now. */
async function wizard(name = 'phone') {
  const { uri, secret } = /** @type {{ uri: string, secret: string }} */ (
    await post('/api/assign', { name })
  );
  const step = stepAt(Date.now() / 1000 + start);
  const device = { name, secret, drift: 0, last: -1 };
  return { uri, secret, code: (/** @type {number} */ ahead) => codeAt(device, step + ahead) };
}

/** A device assigned with the code before and the one now, and a sign-in as far as the code. */
async function assigned() {
  const { code } = await wizard();
  await post('/api/confirm', { code1: code(-1), code2: code(0) });
  assert.deepEqual(await post('/api/sign-in', { user: 'jane.doe', password: 'practice' }), {
    next: 'mfa',
  });
  return code;
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} body
 */
function post(path, body) {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
}

/** @param {string} path */
function get(path) {
  return ask(path, { headers: { cookie } });
}

/**
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<unknown>}
 */
async function ask(path, request) {
  const response = await fetch(new URL(path, practice.address), request);
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  return response.json();
}
