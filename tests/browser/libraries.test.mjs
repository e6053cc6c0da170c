/**
 * Code fields of component libraries that we didn't write: the tests assert the component's own
 * state, and that the form is sent at most once. Skipped if npm isn't available the first time.
 */
import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { newKey } from './keys.mjs';
import { bundleOf } from './libraries.mjs';
import { saveAll, stage } from './stage.mjs';

const the = stage();

/** @typedef {{ held: string, sent: number }} Seen */
/**
 * @typedef {{ names: string[], mount: (name: string, place: Element, tell: (code: string) => void) => void }} Bundle
 */

/** @type {Record<string, string[]>} */
const FIELDS = {
  react: [
    'input-otp',
    'react-otp-input',
    'mui-text-field',
    'mui-one-time-password-input',
    'antd',
    'mantine-text-input',
    'mantine',
    'radix',
    'ark',
    'chakra',
    'react-pin-field',
  ],
  vue: ['vue3-otp-input', 'reka', 'vuetify', 'vuetify-text-field', 'primevue'],
  others: ['ionic', 'lit-closed', 'lit-closed-boxes', 'imask', 'imask-lazy'],
  angular: ['ng-otp-input', 'primeng', 'material'],
};

/**
 * Draws one of them in a form, and records what happens to it.
 * @param {string} script
 * @param {string} bundle
 * @param {string} name
 */
async function draw(script, bundle, name) {
  // The console's own page allows no style but its own, and these bring theirs.
  await the.page.setBypassCSP(true);
  await the.page.goto(the.practice.address);
  await the.page.setContent(
    '<!doctype html><title>Sign in</title><style>#place :is(.narrow, .p-inputotp-input, .mantine-PinInput-input) { width: 30px } .mantine-PinInput-root { display: flex }</style><h1>Two-factor authentication</h1><p>Enter the 6-digit code from your authenticator app.</p><form><div id="place" style="width: 420px"></div><button>Verify</button></form>',
  );
  await the.page.evaluate(script);
  await the.page.evaluate(
    (bundle, name) => {
      const seen = { held: '', sent: 0 };
      Object.assign(window, { seen });
      document.querySelector('form')?.addEventListener('submit', (event) => {
        event.preventDefault();
        seen.sent += 1;
      });
      const place = document.querySelector('#place');
      // The bundle's own name in the page is no property of `window` there.
      const { mount } = /** @type {Bundle} */ (new Function(`return ${bundle}`)());
      if (place) return mount(name, place, (code) => (seen.held = code));
    },
    bundle,
    name,
  );
  // Drawn, and painted.
  await the.page.waitForFunction(() => document.querySelector('#place')?.firstElementChild);
  await the.page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go))));
}

for (const [bundle, names] of Object.entries(FIELDS)) {
  describe(bundle, () => {
    /** @type {Awaited<ReturnType<typeof bundleOf>>} */
    let made;
    /** @type {import('./keys.mjs').Key} */
    let key;
    before(async () => (made = await bundleOf(bundle)));
    beforeEach(async () => {
      key = newKey();
      await saveAll(the.session, [key.uri], the.practice.address);
    });
    for (const name of names) {
      test(`the_code_is_taken_by_${name}`, async (t) => {
        if ('missing' in made) return t.skip(made.missing);
        await draw(made.script, bundle, name);
        const popup = await the.open();
        await popup.press(the.t('fill_code'));
        await popup.says(the.t('filled', ''));
        await popup.close();
        const seen = await the.page.evaluate(
          () => /** @type {Seen} */ (Reflect.get(window, 'seen')),
        );
        key.isCode(seen.held.replaceAll(/\D/gu, ''));
        assert.ok(seen.sent <= 1, `sent ${seen.sent} times`);
      });
    }
  });
}
