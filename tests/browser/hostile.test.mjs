/** Pages that imitate others: nothing is offered there, and nothing gets in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { stage, wipe } from './stage.mjs';

const the = stage();

const FIELD =
  '<form><h1>Multi-factor authentication</h1><label>MFA code<input autocomplete="one-time-code"></label><button>Submit</button></form>';
const PAIR = '<form><label>MFA code 1<input></label><label>MFA code 2<input></label></form>';
const BOXES = `<form><h1>Authentication code</h1>${'<input maxlength="1" style="width:40px">'.repeat(6)}</form>`;
const AWS =
  '<title>Amazon Web Services Sign-In</title><p>signin.aws.amazon.com, account 1234-5678-9012</p>';

/** Where the code must not go, and what is on that page. @type {[string, string][]} */
const PAGES = [
  ['https://signin.aws.amazon.com.evil.example/', FIELD],
  ['https://signin.aws.amazon.com.evil.example/pair', PAIR],
  ['https://signin.aws.evil.example/', BOXES],
  ['https://signin.aws.amazon.com:443@evil.example/', FIELD],
  ['https://evil.example/signin.aws.amazon.com/', AWS + FIELD],
  ['https://signin-aws-amazon-com.evil.example/', AWS + PAIR],
  ['https://signin.aws.amazon.co/', FIELD],
  ['https://signin.amazonaws.com/', FIELD],
  ['https://signin.aws.arnazon.com/', AWS + FIELD],
  ['https://signin.aws.\u0430mazon.com/', AWS + FIELD],
  ['https://console.amazonaws.cn/', FIELD],
  ['https://signin.s3.amazonaws.com/', FIELD],
  ['https://x.execute-api.us-east-1.amazonaws.com/', BOXES],
  ['https://d111111abcdef8.cloudfront.net/', AWS + FIELD],
  ['https://main.d1.amplifyapp.com/', FIELD],
  ['https://docs.aws.amazon.com/', FIELD],
  ['https://www.amazon.com/', FIELD],
  ['https://signin.aws.amazon.com:8443/', FIELD],
  ['http://signin.aws.amazon.com:8080/', AWS + FIELD],
  ['https://evil.github.io/', FIELD],
  ['https://github.com.evil.example/', FIELD],
  ['https://xn--gthub-n4a.com/', FIELD],
  ['https://evil.pages.dev/', FIELD],
  ['https://githud.com/', FIELD],
];

/** The next answer, whatever is requested. */
let html = '';

let ours = false;

/**
 * None of these pages is on any network: each answer is ours, under the requested address.
 */
async function answerAll() {
  if (ours) return;
  ours = true;
  await the.page.setRequestInterception(true);
  the.page.on('request', (request) =>
    request.respond({ contentType: 'text/html; charset=utf-8', body: `<!doctype html>${html}` }),
  );
}

/** @param {string} url @param {string} body */
async function show(url, body) {
  await answerAll();
  html = body;
  await the.page.goto(url);
  return the.open();
}

async function enrol() {
  await wipe(the.session);
  await the.save(
    [newKey({ issuer: 'Amazon Web Services', account: 'jane@123456789012' }).uri],
    'https://us-east-1.console.aws.amazon.com/',
  );
  await the.save([newKey({ issuer: 'GitHub', account: 'jane' }).uri], 'https://github.com/');
}

const inputs = () =>
  the.page.$$eval('input', (elements) => elements.map((element) => element.value).join(''));

test('on_the_real_site_the_code_is_offered_so_these_tests_can_fail', async () => {
  await enrol();
  for (const [url, body] of /** @type {const} */ ([
    ['https://signin.aws.amazon.com/', FIELD],
    ['https://github.com/', FIELD],
  ])) {
    const popup = await show(url, body);
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('filled', ''));
    assert.match(await inputs(), /^\d{6}$/u, url);
    await popup.close();
  }
});

/**
 * Ends once the popup has looked at the page and drawn what follows.
 * @param {Awaited<ReturnType<typeof show>>} popup
 */
const lookedAt = (popup) =>
  popup.page.evaluate(async () => {
    const { frontPage } = await import('/extension/shared/front.js');
    const { painted } = await import('/extension/shared/dom.js');
    await frontPage();
    await painted();
  });

test(`on_${PAGES.length}_pages_that_only_look_like_it_nothing_is_offered_or_filled`, async () => {
  await enrol();
  for (const [url, body] of PAGES) {
    const popup = await show(url, body);
    await popup.says('AWS 1234-5678-9012');
    await lookedAt(popup);
    assert.ok(!(await popup.page.$('.card')), url);
    assert.ok(
      !(await popup.has(the.t('fill_code'))) && !(await popup.has(the.t('fill_both'))),
      url,
    );
    await popup.close();
    assert.equal(await inputs(), '', url);
  }
});

test('filling_there_anyway_takes_a_question_with_both_names', async () => {
  await enrol();
  const popup = await show('https://github.com.evil.example/', FIELD);
  await popup.press(the.t('more_for', 'GitHub'));
  await popup.press(the.t('fill_code'));
  const text = await popup.says(the.t('elsewhere_title'));
  assert.ok(text.includes(the.t('elsewhere_text', 'github.com', 'github.com.evil.example')), text);
  await popup.press(the.t('cancel'));
  assert.equal(await inputs(), '');
  await popup.close();
});

/**
 * Sites that belong to others, though name or machine are the same: where accounts were enrolled,
 * and the neighbour.
 */
const NEIGHBOURS = [
  ['https://acme.okta.com/', 'https://evil.okta.com/'],
  ['https://acme.eu.auth0.com/', 'https://evil.eu.auth0.com/'],
  ['https://acme.zendesk.com/', 'https://zendesk.com/'],
  ['https://acme.sharepoint.com/', 'https://acme-my.sharepoint.com/'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3001/'],
  ['http://localhost:4000/', 'http://127.0.0.1:4000/'],
];

test('another_tenant_of_a_provider_and_another_port_of_this_machine_get_no_code', async () => {
  await wipe(the.session);
  for (const [home] of NEIGHBOURS)
    await the.save([newKey({ issuer: new URL(home ?? '').host }).uri], home);
  for (const [home = '', other = ''] of NEIGHBOURS) {
    const { host } = new URL(home);
    let popup = await show(home, FIELD);
    await popup.named(the.t('fill_code')).wait();
    const offered = await popup.page.$eval('.card .title', (title) => title.textContent);
    assert.equal(offered, host, 'at home it is offered');
    await popup.close();
    popup = await show(other, FIELD);
    await popup.says(host);
    await lookedAt(popup);
    assert.equal(await popup.page.$('.card'), null, `${other} is offered the code of ${home}`);
    await popup.close();
  }
});
