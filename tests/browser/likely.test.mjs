/** Where no account is known to belong to the page in front and one may well, the popup asks; and only asks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** The question in a popup before a page that the person has open. @param {string} url */
const asked = (url) =>
  inExtension(
    the.session,
    async (url) => {
      const { openSession, theVault } = await import(
        /** @type {string} */ ('/extension/shared/session.js')
      );
      await openSession();
      const vault = /** @type {import('../../extension/wasm/tandem.js').Vault} */ (theVault());
      const fits = vault.onPage({ url, title: '', inputs: [], groups: [] }).fitting.length;
      return { likely: vault.likely(url).length, fits };
    },
    url,
  );

test('a_known_service_is_asked_about_on_its_own_pages_and_let_in_nowhere', async () => {
  await the.save([newKey({ issuer: 'GitHub' }).uri, newKey({ issuer: 'Other' }).uri]);
  assert.deepEqual(await asked('https://github.com/login'), { likely: 1, fits: 0 });
  assert.deepEqual(await asked('https://github.com.evil.example/'), { likely: 0, fits: 0 });
  assert.deepEqual(await asked('https://alice.github.io/'), { likely: 0, fits: 0 });
});
