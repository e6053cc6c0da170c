/**
 * Firefox and pages: a code goes into another site's frame as in Chromium, a service has its icon,
 * and storage is persistent.
 *
 * `TANDEM_FIREFOX` names the browser; by default Debian's. If there is none, the test is skipped.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { noFirefox, startFirefox } from './firefox.mjs';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { words } from './words.mjs';

const skip = noFirefox();
const t = words('en');
/** @type {Awaited<ReturnType<typeof startFirefox>>} */
let firefox;
/** @type {import('node:http').Server} */
let server;
/** One server by two names: two origins. */
let [shop, provider] = ['', ''];

before(async () => {
  if (skip) return;
  // A person is asked for a permission; here nobody is there to answer.
  firefox = await startFirefox({ 'extensions.webextOptionalPermissionPrompts': false });
  server = createServer(({ url = '/' }, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      url === '/form'
        ? '<!doctype html><label>Verification code <input autocomplete="one-time-code"></label>'
        : `<!doctype html><h1>Shop</h1><iframe src="${provider}/form" width="360" height="160"></iframe>`,
    );
  });
  await new Promise((there) => server.listen(0, () => there(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  [shop, provider] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
});
after(async () => {
  server?.close();
  await firefox?.browser.close();
});

/** As the press of the browser's button would let us. @param {import('puppeteer-core').Page} page */
async function allow(page) {
  await page.waitForFunction(() => document.body && !document.body.hidden);
  await page.evaluate(() =>
    document.addEventListener('click', async () => {
      const origins = ['http://127.0.0.1/*', 'http://localhost/*'];
      const allowed = await chrome.permissions.request({ origins });
      Object.assign(globalThis, { allowed });
    }),
  );
  await page.bringToFront();
  await page.mouse.click(5, 300);
  await page.waitForFunction(() => /** @type {{ allowed?: boolean }} */ (globalThis).allowed);
}

test('a_code_goes_into_another_sites_frame_in_firefox', { skip }, async () => {
  const page = await firefox.browser.newPage();
  await page.goto(shop);
  const ours = await firefox.open('options/options.html');
  await allow(ours);
  const [found, filled] = await ours.evaluate(
    async (shop, provider) => {
      const { framesOf, describeFrames } = await import('/extension/shared/frames.js');
      const { fillPage } = await import('/extension/shared/page.js');
      const tabs = await chrome.tabs.query({});
      const { id, windowId, url } = tabs.find(({ url }) => url?.startsWith(shop)) ?? {};
      if (id === undefined || windowId === undefined || url === undefined)
        throw new Error('no such tab');
      const tab = { id, windowId, url };
      const [described] = await describeFrames(tab, provider);
      const taken = await fillPage(described.tab, provider, [{ index: 0, text: '650782' }]);
      return [await framesOf(tab), taken.filled];
    },
    shop,
    provider,
  );
  assert.deepEqual([found, filled], [[provider], 1]);
  const frame = page.frames().find((one) => one.url().startsWith(provider));
  assert.equal(await frame?.$eval('input', ({ value }) => value), '650782');
});

test('a_first_account_has_its_icon_in_firefox_and_lasts', { skip }, async () => {
  const popup = await popupOf(await firefox.open('popup/popup.html'));
  await popup.press(t('enter_by_hand'));
  await popup.write(t('secret_key'), newKey().secret);
  await popup.write(t('issuer'), 'GitHub', 'combobox');
  await popup.press(t('save'));
  await popup.says(t('saved', 'GitHub'));
  const icon = await popup.page.waitForSelector('.rows .tint svg path');
  const box = await icon?.boundingBox();
  assert.ok(box && box.width > 8 && box.height > 8, JSON.stringify(box));
  // From the first account on: a browser that is short of space leaves our databases alone.
  await popup.page.waitForFunction(() => navigator.storage.persisted());
  await popup.close();
});
