/**
 * If no account is known to belong to the page in front but one probably does, the popup asks, and
 * does nothing without a yes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** The question in a popup in front of the user's page. @param {string} url */
const asked = (url) =>
  inExtension(
    the.session,
    async (url) => {
      const { openSession, theVault } = await import('/extension/shared/session.js');
      await openSession();
      const vault = /** @type {import('../../extension/wasm/tandem.js').Vault} */ (theVault());
      const fits = vault.onPage({ url, title: '', inputs: [], groups: [] }).fitting.length;
      return { likely: vault.likely(url).length, fits };
    },
    url,
  );

test('a_known_service_is_suggested_on_its_own_pages_and_filled_on_none', async () => {
  await the.save([newKey({ issuer: 'GitHub' }).uri, newKey({ issuer: 'Other' }).uri]);
  assert.deepEqual(await asked('https://github.com/login'), { likely: 1, fits: 0 });
  assert.deepEqual(await asked('https://github.com.evil.example/'), { likely: 0, fits: 0 });
  assert.deepEqual(await asked('https://alice.github.io/'), { likely: 0, fits: 0 });
});

/** The popup as it is in front of a page at that address. @param {string} url */
const before = (url) =>
  the.session.openAsTab((page) =>
    page.evaluateOnNewDocument((url) => {
      chrome.tabs.query = async () =>
        /** @type {chrome.tabs.Tab[]} */ ([{ id: 1, windowId: 1, url, active: true }]);
    }, url),
  );

/** The sites of the account. */
const sites = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {import('../../extension/wasm/tandem.js').Vault} */ (theVault());
    const [row] = vault.rows(vault.search(''), 0);
    return vault.details(row?.id ?? '').sites.map(({ text }) => text);
  });

test('a_yes_links_the_account_to_the_site_of_the_page', async () => {
  await the.save([newKey({ issuer: 'GitHub', account: 'ana' }).uri]);
  const popup = await before('https://github.com/login');
  await popup.says(the.t('likely_one', 'GitHub · ana'));
  assert.deepEqual(await sites(), []);
  await popup.press(the.t('likely_yes'));
  await popup.says(the.t('site_added', 'github.com'));
  assert.deepEqual(await sites(), ['github.com']);
  await popup.close();
});

test('a_no_is_remembered_and_links_nothing', async () => {
  await the.save([newKey({ issuer: 'GitHub', account: 'ana' }).uri]);
  let popup = await before('https://github.com/login');
  await popup.press(the.t('likely_no'));
  await popup.page.waitForFunction(() => !document.querySelector('.card'));
  await popup.close();
  popup = await before('https://github.com/login');
  await popup.named(the.t('more_for', 'GitHub')).wait();
  assert.equal(await popup.page.$('.card'), null);
  await popup.close();
  assert.deepEqual(await sites(), []);
});
