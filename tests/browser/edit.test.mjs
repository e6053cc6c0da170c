/** The form *Edit*: tags, note, sites and switches, errors beside their fields, and pins. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** @typedef {import('./popup.mjs').Popup} Popup */

/** @param {string[]} issuers @param {string} [url] */
async function accounts(issuers, url) {
  const keys = issuers.map((issuer) => newKey({ issuer, account: 'me@example.org' }));
  await the.save(
    keys.map(({ uri }) => uri),
    url,
  );
  return keys;
}

/** @param {Popup} popup @param {string} title @param {string} item of its menu */
async function choose(popup, title, item) {
  await popup.press(the.t('more_for', title));
  await popup.page.waitForSelector('dialog[open]');
  await popup.press(item);
}

/** The form of an account, in a popup of its own. @param {string} title */
async function edit(title) {
  await the.page.bringToFront();
  const popup = await the.open();
  await choose(popup, title, the.t('edit'));
  await popup.named(the.t('save')).wait();
  return popup;
}

/** @param {Popup} popup @param {string} selector */
const texts = (popup, selector) =>
  popup.page.$$eval(selector, (elements) => elements.map(({ textContent }) => textContent));

/** What is saved of the first account. */
const saved = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {import('../../extension/wasm/tandem.js').Vault} */ (theVault());
    const [row] = vault.rows(vault.search(''), 0);
    return vault.details(row?.id ?? '');
  });

test('tags_a_note_and_switches_are_saved_and_shown_again', async () => {
  await accounts(['One']);
  let popup = await edit('One');
  await popup.write(the.t('tag_add'), 'Work');
  await popup.page.keyboard.press('Enter');
  await popup.write(the.t('tag_add'), '仕事, work');
  await popup.write(the.t('note'), 'in the safe\nsecond drawer');
  await popup.named(the.t('hide_this'), 'switch').click();
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  const { tags, note, hidden, submit } = await saved();
  assert.deepEqual(
    [tags, note, hidden, submit],
    [['Work', '仕事'], 'in the safe\nsecond drawer', true, false],
  );
  popup = await edit('One');
  assert.deepEqual(await texts(popup, '[data-part="tags"] bdi'), ['Work', '仕事']);
  await popup.press(the.t('remove_of', 'Work'));
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  assert.deepEqual((await saved()).tags, ['仕事']);
});

test('tags_of_other_accounts_are_offered_and_added_by_a_click', async () => {
  await accounts(['One', 'Two']);
  let popup = await edit('One');
  await popup.write(the.t('tag_add'), 'Work');
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  popup = await edit('Two');
  await popup.press(the.t('add_tag', 'Work'));
  assert.deepEqual(await texts(popup, '[data-part="tags"] bdi'), ['Work']);
  assert.ok(!(await popup.has(the.t('add_tag', 'Work'))));
});

test('sites_are_shown_typed_narrowed_and_removed', async () => {
  await accounts(['One'], 'https://login.example.com/mfa');
  let popup = await edit('One');
  assert.deepEqual(await texts(popup, '.site .title'), ['login.example.com']);
  await popup.page.select('.site select', 'only');
  await popup.write(the.t('site_add'), 'https://acme.okta.com/login?x');
  await popup.press(the.t('add_short'));
  await popup.says(the.t('site_only'));
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  const sites = (await saved()).sites.map(({ text, exact }) => [text, exact]);
  assert.deepEqual(sites, [
    ['login.example.com', true],
    ['acme.okta.com', true],
  ]);
  popup = await edit('One');
  await popup.press(the.t('remove_of', 'acme.okta.com'));
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  assert.deepEqual(
    (await saved()).sites.map(({ text }) => text),
    ['login.example.com'],
  );
});

test('an_invalid_site_is_reported_beside_its_field_and_nothing_is_saved', async () => {
  await accounts(['One']);
  const popup = await edit('One');
  for (const [typed, error] of [
    ['what is this?', 'error_site_unclear'],
    ['http://example.com', 'error_site_not_https'],
  ]) {
    await popup.write(the.t('site_add'), typed ?? '');
    await popup.press(the.t('save'));
    await popup.says(the.t(error ?? ''));
    const field = await popup.page.$eval('[aria-invalid=true]', (field) => field.ariaLabel);
    assert.equal(field, the.t('site_add'));
  }
  assert.deepEqual((await saved()).sites, []);
});

test('the_site_of_a_known_service_is_suggested_and_never_added_unasked', async () => {
  await accounts(['GitHub']);
  let popup = await edit('GitHub');
  await popup.says(the.t('sites_suggested'));
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  assert.deepEqual((await saved()).sites, []);
  popup = await edit('GitHub');
  await popup.press(the.t('add_site', 'github.com'));
  assert.ok(!(await popup.text()).includes(the.t('sites_suggested')));
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  assert.deepEqual(
    (await saved()).sites.map(({ text }) => text),
    ['github.com'],
  );
});

test('half_typed_edits_outlive_the_popup', async () => {
  await accounts(['One']);
  let popup = await edit('One');
  await popup.write(the.t('tag_add'), 'Work');
  await popup.page.keyboard.press('Enter');
  await popup.write(the.t('note'), 'half a no');
  await popup.page.waitForFunction(async () => {
    const { edit } = await chrome.storage.session.get('edit');
    return (
      /** @type {{ value?: { note?: string } } | undefined} */ (edit)?.value?.note === 'half a no'
    );
  });
  await popup.close();
  await the.page.bringToFront();
  popup = await the.open();
  await popup.named(the.t('save')).wait();
  assert.equal(await popup.held(the.t('note')), 'half a no');
  assert.deepEqual(await texts(popup, '[data-part="tags"] bdi'), ['Work']);
});

/** What sync or another window does to the first account. */
const changeElsewhere = () =>
  inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
      const id = vault.rows(vault.search(''), 0)[0]?.id ?? '';
      const form = { ...vault.details(id), label: '' };
      vault.edit(id, form, { ...form, note: 'theirs', tags: [...form.tags, 'Theirs'] });
    });
  });

test('what_changed_elsewhere_while_the_form_was_open_stays', async () => {
  await accounts(['One']);
  const popup = await edit('One');
  await changeElsewhere();
  await popup.write(the.t('shown_as'), 'Mine');
  await popup.write(the.t('tag_add'), 'Work');
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  const { label, note, tags } = await saved();
  assert.deepEqual([label, note, tags], ['Mine', 'theirs', ['Theirs', 'Work']]);
});

test('a_half_typed_form_that_is_continued_changes_only_what_was_typed', async () => {
  await accounts(['One']);
  let popup = await edit('One');
  await popup.write(the.t('shown_as'), 'Mine');
  await popup.page.waitForFunction(async () => {
    const { edit } = await chrome.storage.session.get('edit');
    return (
      /** @type {{ value?: { label?: string } } | undefined} */ (edit)?.value?.label === 'Mine'
    );
  });
  await popup.close();
  await changeElsewhere();
  await the.page.bringToFront();
  popup = await the.open();
  await popup.named(the.t('save')).wait();
  assert.equal(await popup.held(the.t('shown_as')), 'Mine');
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  const { label, note, tags } = await saved();
  assert.deepEqual([label, note, tags], ['Mine', 'theirs', ['Theirs']]);
});

test('a_pinned_account_stands_first_until_it_is_unpinned', async () => {
  await accounts(['One', 'Two', 'Three']);
  const popup = await the.open();
  const listed = (/** @type {string[]} */ ...titles) =>
    popup.page.waitForFunction(
      (titles) =>
        [...document.querySelectorAll('.rows .title')].map((one) => one.textContent).join() ===
        titles,
      {},
      titles.join(),
    );
  await choose(popup, 'Three', the.t('pin'));
  await popup.says(the.t('pinned', 'Three'));
  await listed('Three', 'One', 'Two');
  await popup.press(the.t('undo'));
  await listed('One', 'Two', 'Three');
  await choose(popup, 'Two', the.t('pin'));
  await listed('Two', 'One', 'Three');
  await choose(popup, 'Two', the.t('unpin'));
  await listed('One', 'Two', 'Three');
});
