/** A clock that is off: compared with the site's, told unasked where it does harm, and never followed in secret. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();
let ahead = 0;
let address = '';
/** What the site was asked for its time. @type {{ method: string | undefined, cookie: string | undefined }[]} */
const asked = [];

const server = createServer((request, response) => {
  if (request.method === 'HEAD') asked.push({ method: request.method, cookie: request.headers.cookie });
  response.setHeader('Date', new Date(Date.now() + ahead * 1000).toUTCString());
  response.setHeader('Set-Cookie', 'session=secret');
  response.setHeader('Content-Type', 'text/html');
  response.end('<!doctype html><title>Sign in</title><form><label>Verification code<input></label></form>');
});

before(async () => {
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}/`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/** @type {import('./keys.mjs').Key} */
let key;
beforeEach(async () => {
  key = newKey({ issuer: 'Clockwork' });
  asked.length = 0;
});

/** @param {number} seconds by which the site's clock is ahead */
async function open(seconds) {
  ahead = seconds;
  await the.save([key.uri], address);
  await the.page.goto(address);
  return the.open();
}

/** @param {string} text of which the figures are not known */
const figures = (text) => new RegExp(text.replaceAll(/[()$?.+]/gu, '\\$&').replaceAll('77', '[\\d.]+'), 'u');
const told = (/** @type {'clock_behind' | 'clock_ahead'} */ how) => figures(the.t(how, '127.0.0.1', 77, 77));

test('one_click_tells_how_far_the_clocks_are_apart_and_how_sure_that_is', async () => {
  const popup = await open(3);
  await popup.named(the.t('fill_code')).wait();
  await popup.press(the.t('menu'));
  await popup.press(the.t('clock_check'));
  const text = await popup.says(told('clock_behind'));
  const [, by, about] = /(\d\.\d) s behind.*± (\d\.\d)/u.exec(text) ?? [];
  assert.ok(Math.abs(Number(by) - 3) <= Number(about) + 0.1, text);
  assert.ok(Number(about) <= 0.6, text);
  await popup.says(the.t('clock_harmless'));
  await popup.close();
  assert.ok(asked.length >= 3 && asked.every(({ cookie }) => cookie === undefined), JSON.stringify(asked));
});

for (const [seconds, how] of /** @type {const} */ ([[120, 'clock_behind'], [-47, 'clock_ahead']])) {
  test(`a_clock_that_is_off_by_${-seconds}_s_is_told_unasked_and_the_sites_followed_until_dropped`, async () => {
    let popup = await open(seconds);
    await popup.says(told(how));
    await popup.press(the.t('clock_use'));
    const strip = the.t('clock_followed', '127.0.0.1', seconds > 0 ? `+${seconds}` : seconds);
    await popup.says(strip);
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('filled', ''));
    key.isCode(await the.page.$eval('input', (input) => input.value), seconds);
    await popup.close();
    // Also in the next popup, and in every view of it.
    popup = await the.open();
    await popup.says(strip);
    await popup.press(the.t('menu'));
    await popup.press(the.t('keys_title'));
    await popup.says(strip);
    await popup.press(the.t('clock_drop'));
    await popup.page.waitForFunction((strip) => !document.body.innerText.includes(strip), {}, strip);
    await popup.press(the.t('back'));
    await popup.page.waitForSelector('[data-code]');
    key.isCode((await popup.codes())[0]);
    await popup.close();
  });
}

test('a_clock_that_is_a_little_off_is_nobodys_business', async () => {
  const popup = await open(15);
  await popup.named(the.t('fill_code')).wait();
  while (!asked.length) await new Promise((soon) => setTimeout(soon, 50));
  await new Promise((soon) => setTimeout(soon, 300));
  assert.ok(!(await popup.has(the.t('clock_use'))));
  await popup.close();
});
