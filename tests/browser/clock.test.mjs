/**
 * A clock that is off: compared with the site's, reported unasked if sites would refuse the codes,
 * and never followed silently.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { newKey } from './keys.mjs';
import { shift } from './popup.mjs';
import { inExtension, stage } from './stage.mjs';
import { until } from './until.mjs';

const the = stage();
let ahead = 0;
/** Whether the site gives no time. */
let silent = false;
let address = '';
/**
 * What the site was asked for its time.
 * @type {{ method: string | undefined, cookie: string | undefined }[]}
 */
const asked = [];

const server = createServer((request, response) => {
  if (request.method === 'HEAD')
    asked.push({ method: request.method, cookie: request.headers.cookie });
  if (silent && request.method === 'HEAD') return response.destroy();
  response.setHeader('Date', new Date(Date.now() + ahead * 1000).toUTCString());
  response.setHeader('Set-Cookie', 'session=secret');
  response.setHeader('Content-Type', 'text/html');
  response.end(
    '<!doctype html><title>Sign in</title><form><label>Verification code<input></label></form>',
  );
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
const figures = (text) =>
  new RegExp(text.replaceAll(/[()$?.+]/gu, '\\$&').replaceAll('77', '[\\d.]+'), 'u');
/** Whose time is used; on a busy machine the difference is measured a second off. */
const following = () =>
  new RegExp(
    the
      .t('clock_followed', '127.0.0.1', '77')
      .replaceAll(/[()$?.]/gu, '\\$&')
      .replace('77', '[+-]\\d+'),
    'u',
  );
const told = (/** @type {'clock_behind' | 'clock_ahead'} */ how) =>
  figures(the.t(how, '127.0.0.1', 77, 77));

test('one_click_shows_how_far_apart_the_clocks_are_and_how_certain_that_is', async () => {
  const popup = await open(3);
  await popup.named(the.t('fill_code')).wait();
  await popup.press(the.t('menu'));
  await popup.press(the.t('clock_check'));
  const text = await popup.says(told('clock_behind'));
  const [, by, about] = /(\d\.\d)\ss behind.*± (\d\.\d)/u.exec(text) ?? [];
  assert.ok(Math.abs(Number(by) - 3) <= Number(about) + 0.1, text);
  assert.ok(Number(about) <= 0.6, text);
  await popup.says(the.t('clock_harmless'));
  await popup.close();
  assert.ok(
    asked.length >= 3 && asked.every(({ cookie }) => cookie === undefined),
    JSON.stringify(asked),
  );
});

for (const [seconds, how] of /** @type {const} */ ([
  [120, 'clock_behind'],
  [-47, 'clock_ahead'],
])) {
  test(`a_clock_that_is_off_by_${-seconds}_s_is_reported_unasked_and_the_sites_clock_followed_until_dropped`, async () => {
    let popup = await open(seconds);
    await popup.says(told(how));
    await popup.press(the.t('clock_use'));
    const strip = following();
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
    await popup.page.waitForFunction(
      (strip) => !new RegExp(strip, 'u').test(document.body.innerText),
      {},
      strip.source,
    );
    await popup.press(the.t('back'));
    await popup.page.waitForSelector('[data-code]');
    key.isCode((await popup.codes())[0]);
    await popup.close();
  });
}

test('a_clock_that_is_a_little_off_is_not_mentioned', async () => {
  const popup = await open(15);
  await popup.named(the.t('fill_code')).wait();
  await until(
    async () => asked.length > 0,
    () => 'the site was not asked',
  );
  // A second comparison ends after the first, whose result is painted one frame later.
  await popup.page.evaluate(async () => {
    const { activeTab } = await import('/extension/shared/page.js');
    const { compare } = await import('/extension/shared/site-clock.js');
    const { painted } = await import('/extension/shared/dom.js');
    await compare(await activeTab(), 1);
    await painted();
  });
  assert.ok(!(await popup.has(the.t('clock_use'))));
  await popup.close();
});

test('a_clock_that_is_more_than_ten_minutes_off_is_to_be_set_and_not_followed', async () => {
  const popup = await open(700);
  await popup.says(told('clock_behind'));
  assert.ok(!(await popup.has(the.t('clock_use'))));
  await popup.press(the.t('menu'));
  await popup.press(the.t('clock_check'));
  await popup.says(the.t('clock_set'));
  await popup.says(the.t('clock_settings'));
  assert.ok(!(await popup.has(the.t('clock_use'))));
  await popup.close();
});

test('only_the_accounts_of_the_site_follow_its_clock', async () => {
  const other = newKey({ issuer: 'Elsewhere' });
  await the.save([other.uri], 'https://elsewhere.example/');
  const popup = await open(120);
  await popup.press(the.t('clock_use'));
  await popup.says(following());
  await popup.page.waitForFunction(() => document.querySelectorAll('[data-code]').length === 2);
  const rows = await popup.rows();
  key.isCode(rows.find(({ title }) => title === 'Clockwork')?.code, 120);
  other.isCode(rows.find(({ title }) => title === 'Elsewhere')?.code);
  await popup.close();
});

test('over_http_a_sites_clock_is_neither_compared_nor_followed', async () => {
  await the.save([key.uri], 'https://clockwork.example/');
  const page = await the.pageAgain('about:blank');
  await page.setRequestInterception(true);
  page.on('request', (request) =>
    request.respond({
      contentType: 'text/html',
      headers: { date: new Date(Date.now() + 120_000).toUTCString() },
      body: '<!doctype html><form><label>Verification code<input></label></form>',
    }),
  );
  await page.goto('http://clockwork.example/');
  const popup = await the.open();
  await popup.press(the.t('menu'));
  await popup.press(the.t('clock_check'));
  await popup.says(the.t('clock_untrusted'));
  assert.ok(!(await popup.has(the.t('clock_use'))));
  await popup.close();
  await page.close();
  await the.pageAgain();
});

test('a_clock_that_was_set_meanwhile_is_compared_again_before_a_code_is_filled', async () => {
  const popup = await open(120);
  await popup.press(the.t('clock_use'));
  await popup.says(following());
  // As if the computer's clock had been set right: the two are the same now.
  ahead = 0;
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  key.isCode(await the.page.$eval('input', (input) => input.value));
  await popup.close();
});

for (const how of /** @type {const} */ (['a_jump_of_the_clock', 'the_next_opening'])) {
  test(`${how}_compares_again_and_drops_a_difference_that_is_gone`, async () => {
    let popup = await open(120);
    await popup.press(the.t('clock_use'));
    const strip = following();
    await popup.says(strip);
    ahead = 0;
    if (how === 'a_jump_of_the_clock') await popup.shiftClock(10);
    else {
      await popup.close();
      popup = await the.open();
    }
    await popup.page.waitForFunction(
      (strip) => !new RegExp(strip, 'u').test(document.body.innerText),
      {},
      strip.source,
    );
    await popup.page.waitForFunction(
      async () => !('clock' in (await chrome.storage.session.get())),
    );
    await popup.close();
  });
}

test('a_clock_that_was_set_while_no_page_of_ours_was_open_is_compared_by_the_sites_tab', async () => {
  let popup = await open(120);
  await popup.press(the.t('clock_use'));
  await popup.says(following());
  await popup.close();
  ahead = 0;
  const other = await the.session.tab('about:blank');
  popup = await the.session.openPopup(other);
  await popup.page.waitForFunction(async () => !('clock' in (await chrome.storage.session.get())));
  await popup.firstCodeIs(key);
  await popup.close();
  await other.close();
});

test('where_no_page_of_the_site_is_left_the_strip_says_so_and_a_clock_set_back_ends_it', async () => {
  let popup = await open(120);
  await popup.press(the.t('clock_use'));
  await popup.says(following());
  assert.ok(!(await popup.text()).includes(the.t('clock_unchecked')));
  await popup.close();
  await the.page.goto('about:blank');
  popup = await the.session.openPopup(the.page);
  await popup.says(the.t('clock_unchecked'));
  await popup.says(following());
  await popup.close();
  popup = await the.session.openAsTab((page) => page.evaluateOnNewDocument(shift, -60_000));
  await popup.says(the.t('error_clock_dropped'));
  await popup.page.waitForFunction(async () => !('clock' in (await chrome.storage.session.get())));
  await popup.close();
});

test('that_one_clock_cannot_be_checked_is_not_said_of_the_next', async () => {
  let popup = await open(120);
  await popup.press(the.t('clock_use'));
  await popup.says(following());
  await popup.close();
  await the.page.goto('about:blank');
  popup = await the.session.openPopup(the.page);
  await popup.says(the.t('clock_unchecked'));
  await popup.page.evaluate(async () => {
    const { theClock } = await import('/extension/shared/clock.js');
    const { use } = await import('/extension/shared/site-clock.js');
    const clock = theClock();
    await use(clock && { ...clock, host: 'other.example' });
  });
  await popup.says('other.example');
  assert.ok(!(await popup.text()).includes(the.t('clock_unchecked')));
  await popup.close();
});

test('where_the_clocks_cannot_be_compared_any_more_nothing_is_filled_by_the_old_difference', async () => {
  const popup = await open(120);
  await popup.press(the.t('clock_use'));
  await popup.says(following());
  silent = true;
  try {
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('error_clock_unsure'));
    assert.equal(await the.page.$eval('input', (input) => input.value), '');
  } finally {
    silent = false;
  }
  await popup.close();
});

test('sentences_that_follow_each_other_have_a_space_between_them_in_english_alone', async () => {
  const [english, japanese] = await inExtension(the.session, async () => {
    const { paragraph } = await import('/extension/shared/dom.js');
    return [
      paragraph('It is late.', false, 'Set the clock.'),
      paragraph('遅れています。', undefined, '時計を合わせてください。'),
    ];
  });
  assert.equal(english, 'It is late. Set the clock.');
  assert.equal(japanese, '遅れています。時計を合わせてください。');
});
