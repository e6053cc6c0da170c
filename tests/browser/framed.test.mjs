/**
 * A field in a frame of another origin: filled only if the frame's own host belongs to the account,
 * after a question that names both hosts, and with the browser's permission for that host.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { changedPackage } from './changed-package.mjs';
import { newKey } from './keys.mjs';
import { fromOutside, isPopup } from './menu.mjs';
import { popupOf } from './popup.mjs';
import { protection } from './protection.mjs';
import { inExtension, stage } from './stage.mjs';

// The permission for one host, as if the user gave it: no test can answer the browser's own
// question.
const folder = await changedPackage((manifest) => {
  assert.equal(manifest.host_permissions, undefined, 'no host is asked for when it is installed');
  assert.ok(manifest.optional_host_permissions.includes('http://localhost/*'));
  manifest.host_permissions = ['http://localhost/*'];
});

const the = stage({ extension: folder });
/** Without permission for any host. */
const bare = stage();

/** @typedef {import('./popup.mjs').Popup} Popup */
/** @typedef {ReturnType<typeof stage>} Stage */

/** @type {import('node:http').Server} */
let server;
/** One server by two names: two origins. */
let top = '';
let provider = '';
/**
 * The hosts that were asked for their time.
 * @type {string[]}
 */
const timed = [];

const FORM =
  '<form><label>Verification code <input name="otp" autocomplete="one-time-code"></label><button>Verify</button></form>';

before(async () => {
  server = createServer(({ method, headers, url = '/' }, response) => {
    if (method === 'HEAD') timed.push(`http://${headers.host}`);
    const { pathname, searchParams } = new URL(url, 'http://here');
    response.setHeader('content-type', 'text/html');
    const framed = searchParams.get('framed') ?? '';
    const frame = (/** @type {string} */ src) =>
      `<iframe src="${src}" width="360" height="160"></iframe>`;
    /** @type {Record<string, string>} */
    const pages = {
      '/twice': frame(`${provider}/plain`) + frame(`${provider}/form`),
      '/within': frame(`/frame?framed=${framed}`),
      '/frame': frame(framed),
      '/hidden': `<div style="display:none">${frame('/frame?framed=' + framed)}</div>`,
      '/shadow': `<p></p><script>document.querySelector('p').parentElement.attachShadow({ mode: 'closed' }).innerHTML = '${frame(framed)}';</script>`,
      '/third': frame(`http://127.0.0.2:${new URL(provider).port}/frame?framed=${framed}`),
    };
    const page = pages[pathname];
    if (page !== undefined) return response.end(`<!doctype html><title>Shop</title>${page}`);
    response.end(
      pathname === '/form'
        ? `<!doctype html><title>Provider</title>${FORM}`
        : pathname === '/plain'
          ? '<!doctype html><title>Provider</title><h1>Nothing to fill</h1>'
          : `<!doctype html><title>Shop</title><h1>Shop</h1>${searchParams.get('own') ? FORM : ''}
             <iframe src="${framed}" style="${searchParams.get('style') ?? 'width:360px;height:160px'}"
             ${searchParams.get('sandbox') ? 'sandbox="allow-scripts"' : ''}></iframe>`,
    );
  });
  await new Promise((there) => server.listen(0, () => there(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  [top, provider] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
});
after(() => server.close());

/**
 * A page with a frame of the other origin.
 * @param {Stage} at @param {string} framed its path, or its address @param {Record<string, string>} [more]
 */
async function page(at, framed, more = {}) {
  const query = new URLSearchParams({ framed: new URL(framed, provider).href, ...more });
  await at.page.goto(`${top}/?${query}`);
}

/** @param {Stage} at @param {string} [host] where it was enrolled */
async function account(at, host = provider) {
  const key = newKey({ issuer: 'Provider', account: 'ana' });
  await at.save([key.uri], `${host}/`);
  return key;
}

/** What is in the frame's field. @param {Stage} at */
async function inFrame(at) {
  const frame = at.page.frames().find((one) => one.url().startsWith(provider));
  return frame?.$eval('input', (field) => field.value);
}

/** Once the popup has looked for a frame to offer. @param {Popup} popup */
const settled = (popup) =>
  popup.page.evaluate(async () => {
    const { offerFrame } = await import('/extension/popup/framed.js');
    await offerFrame(new AbortController().signal);
  });

/** @param {Popup} popup @param {Stage} at */
const offers = (popup, at) => popup.has(at.t('frame_open'));

test('a_code_is_filled_into_the_frame_after_a_sentence_that_names_both_hosts', async () => {
  await account(the);
  await page(the, '/form');
  const popup = await the.open();
  await popup.press(the.t('frame_open'));
  const said = await popup.page.$eval('dialog [data-part=sentence]', (one) => one.textContent);
  assert.ok(said?.includes(new URL(provider).host) && said.includes(new URL(top).host), said ?? '');
  assert.equal(await inFrame(the), '', 'nothing before the yes');
  await popup.press(the.t('frame_fill'));
  await popup.says(the.t('filled', new URL(provider).hostname));
  assert.match((await inFrame(the)) ?? '', /^\d{6}$/u);
});

test('before_the_frame_is_filled_its_own_clock_is_compared_if_codes_follow_it', async () => {
  await account(the);
  await page(the, '/form');
  await inExtension(
    the.session,
    async (url) => {
      const { keep } = await import('/extension/shared/storage.js');
      await keep('clock', { ahead: 0, host: 'localhost', url, checked: Date.now() }, 600);
    },
    `${provider}/`,
  );
  const popup = await the.open();
  await popup.press(the.t('frame_open'));
  await popup.named(the.t('frame_fill')).wait();
  timed.length = 0;
  await popup.press(the.t('frame_fill'));
  await popup.says(the.t('filled', new URL(provider).hostname));
  assert.deepEqual([...new Set(timed)], [provider]);
});

test('a_no_fills_nothing', async () => {
  await account(the);
  await page(the, '/form');
  const popup = await the.open();
  await popup.press(the.t('frame_open'));
  await popup.press(the.t('cancel'));
  assert.equal(await inFrame(the), '');
});

for (const [what, framed, more, host] of /** @type {const} */ ([
  ['a frame whose host is no account of ours', '/form', {}, 'https://elsewhere.example'],
  ['a frame of the account of the page around it', '/form', {}, 'top'],
  ['a frame that asks for nothing', '/plain', {}, 'provider'],
  [
    'a frame that nobody sees',
    '/form',
    { style: 'width:360px;height:160px;opacity:0' },
    'provider',
  ],
  ['a frame without room for a field', '/form', { style: 'width:20px;height:20px' }, 'provider'],
  ['a frame without an origin of its own', '/form', { sandbox: '1' }, 'provider'],
]))
  test(`${what.replaceAll(' ', '_')}_is_not_offered`, async () => {
    await account(the, host === 'provider' ? provider : host === 'top' ? top : host);
    await page(the, framed, more);
    const popup = await the.open();
    await settled(popup);
    assert.equal(await offers(popup, the), false);
  });

test('a_page_that_asks_for_the_code_itself_gets_it_and_no_frame_is_offered', async () => {
  await account(the, top);
  await account(the);
  await page(the, '/form', { own: '1' });
  const popup = await the.open();
  await settled(popup);
  assert.equal(await offers(popup, the), false);
});

for (const [what, path, offered] of /** @type {const} */ ([
  ['the_second_of_two_frames_of_a_site', '/twice', true],
  ['a_frame_in_a_frame_of_the_pages_own', '/within', true],
  ['a_frame_in_a_closed_shadow', '/shadow', true],
  ['a_frame_in_a_hidden_frame', '/hidden', false],
  ['a_frame_in_a_third_sites_frame', '/third', false],
]))
  test(`${what}_is_${offered ? 'filled' : 'not_offered'}`, async () => {
    await account(the);
    await the.page.goto(`${top}${path}?framed=${provider}/form`);
    const popup = await the.open();
    await settled(popup);
    assert.equal(await offers(popup, the), offered);
    if (!offered) return;
    await popup.press(the.t('frame_open'));
    await popup.press(the.t('frame_fill'));
    await popup.says(the.t('filled', new URL(provider).hostname));
    const frame = the.page.frames().find((one) => one.url() === `${provider}/form`);
    assert.match((await frame?.$eval('input', (field) => field.value)) ?? '', /^\d{6}$/u);
  });

test('a_frame_that_went_elsewhere_meanwhile_gets_nothing', async () => {
  await account(the);
  await page(the, '/form');
  const popup = await the.open();
  await popup.press(the.t('frame_open'));
  await the.page.$eval('iframe', (frame, url) => void (frame.src = url), `${top}/form`);
  await the.page.waitForFunction(() => frames[0]?.location.pathname === '/form');
  await popup.press(the.t('frame_fill'));
  await popup.says(the.t('error_frame_gone'));
  const frame = the.page.frames().find((one) => one.url() === `${top}/form`);
  assert.equal(await frame?.$eval('input', (field) => field.value), '');
});

for (const [entry, where] of /** @type {const} */ ([
  ['menu_insert_code', {}],
  ['menu_use_field', {}],
  ['fill_code', { frameId: 7 }],
]))
  test(`the_menus_${entry}_in_the_frame_leaves_the_field_of_the_page_around_it_empty`, async () => {
    await account(the, top);
    await page(the, '/form', { own: '1' });
    const frame = the.page.frames().find((one) => one.url().startsWith(provider));
    await frame?.locator('input').click();
    await fromOutside(the, `menu ${entry}`, where);
    const target = await the.session.browser.waitForTarget((one) => isPopup(the, one));
    const popup = await popupOf(await target.asPage());
    await popup.named(the.t('fill_code')).wait();
    assert.equal(await the.page.$eval('input', (field) => field.value), '');
    assert.equal(await inFrame(the), '');
  });

test('without_permission_the_browser_is_asked_for_that_host_alone_and_a_no_offers_to_copy', async () => {
  await account(bare);
  await page(bare, '/form');
  const popup = await bare.open();
  await popup.page.evaluate(() => {
    const asked = /** @type {{ asked?: unknown }} */ (globalThis);
    chrome.permissions.request = async (what) => {
      asked.asked = what;
      return false;
    };
  });
  await popup.press(bare.t('frame_open'));
  await popup.press(bare.t('frame_fill'));
  await popup.says(bare.t('error_frame_not_allowed', new URL(provider).host));
  assert.ok(await popup.has(bare.t('copy_code')));
  const asked = await popup.page.evaluate(
    () => /** @type {{ asked?: unknown }} */ (globalThis).asked,
  );
  assert.deepEqual(asked, { origins: ['http://localhost/*'] });
  assert.equal(await inFrame(bare), '');
});

/**
 * Says yes to our question; the browser's own then closes the popup, as in a real window.
 * @param {Stage} at
 */
async function confirmedAndClosed(at) {
  const popup = await at.open();
  await popup.page.evaluate(() => {
    chrome.permissions.request = () => {
      close();
      return new Promise(() => {});
    };
  });
  await popup.press(at.t('frame_open'));
  await popup.named(at.t('frame_fill')).wait();
  const closed = new Promise((gone) => popup.page.once('close', gone));
  // The press itself is cut short.
  popup.press(at.t('frame_fill')).catch(() => undefined);
  await closed;
}

test('the_yes_to_the_browsers_question_fills_though_it_closed_the_popup', async () => {
  await account(the);
  await page(the, '/form');
  await confirmedAndClosed(the);
  assert.equal(await inFrame(the), '', 'nothing before the yes');
  const opened = the.session.browser.waitForTarget((target) => isPopup(the, target));
  await protection(the).inWorker('permissions.onAdded', { origins: ['http://localhost/*'] });
  const popup = await popupOf(await (await opened).asPage());
  await popup.says(the.t('filled', new URL(provider).hostname));
  assert.match((await inFrame(the)) ?? '', /^\d{6}$/u);
});

test('a_popup_that_the_browsers_question_left_open_goes_on_by_itself', async () => {
  await account(the);
  await page(the, '/form');
  const popup = await the.open();
  await popup.page.evaluate(() => {
    const later = /** @type {{ answer?: (yes: boolean) => void }} */ (globalThis);
    chrome.permissions.request = () => new Promise((answer) => (later.answer = answer));
  });
  await popup.press(the.t('frame_open'));
  await popup.press(the.t('frame_fill'));
  const worker = protection(the);
  await worker.inWorker('permissions.onAdded', { origins: ['http://localhost/*'] });
  await popup.page.evaluate(() =>
    /** @type {{ answer?: (yes: boolean) => void }} */ (globalThis).answer?.(true),
  );
  await popup.says(the.t('filled', new URL(provider).hostname));
  assert.match((await inFrame(the)) ?? '', /^\d{6}$/u);
  // Once the worker has seen that there is nothing to do.
  const badge = await popup.page.evaluate(async () => {
    await navigator.locks.request('framed', () => undefined);
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    return chrome.action.getBadgeText({ tabId: tab?.id ?? 0 });
  });
  assert.equal(badge, '', 'nobody is asked to click');
});

test('after_a_no_that_closed_the_popup_the_next_one_offers_to_copy', async () => {
  await account(bare);
  await page(bare, '/form');
  await confirmedAndClosed(bare);
  let popup = await bare.open();
  await popup.says(bare.t('error_frame_not_allowed', new URL(provider).host));
  assert.ok(await popup.has(bare.t('copy_code')));
  assert.equal(await inFrame(bare), '');
  // The one after it asks again.
  await bare.page.bringToFront();
  popup = await bare.open();
  await popup.named(bare.t('frame_open')).wait();
});

test('what_was_confirmed_on_one_page_fills_nothing_on_another', async () => {
  await account(the);
  await page(the, '/form');
  await confirmedAndClosed(the);
  await the.page.goto(`http://127.0.0.2:${new URL(top).port}/?framed=${provider}/form`);
  const popup = await the.open();
  await popup.named(the.t('frame_open')).wait();
  assert.equal(await inFrame(the), '', 'the question named another page');
});
