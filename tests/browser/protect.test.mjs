/** The options page: how the accounts are protected, and what was deleted. */
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

test('the_options_page_opens_from_the_popups_menu_and_says_how_the_accounts_are_protected', async () => {
  await the.save([newKey().uri]);
  const popup = await the.open();
  await popup.press(the.t('menu'));
  const opening = the.session.browser.waitForTarget((target) => target.url() === the.session.address('extension/options/options.html'));
  await popup.press(the.t('options'));
  const page = await (await opening).page();
  if (!page) throw new Error('the options page is no page');
  await handsOn(page).says(the.t('unprotected_text'));
  await page.close();
});
