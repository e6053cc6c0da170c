/**
 * The list by keyboard: where the focus is after each action, and what keys that are held down and
 * clicks that come twice don't do.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/** @typedef {import('./popup.mjs').Popup} Popup */

/** A popup with these accounts, the focus on the first row. @param {string[]} issuers */
async function onFirstRow(...issuers) {
  await the.save(issuers.map((issuer) => newKey({ issuer, account: 'me' }).uri));
  const popup = await the.open();
  await popup.page.keyboard.press('ArrowDown');
  return popup;
}

/** A counter-based account. @returns {Promise<Popup>} */
async function onCounter() {
  await the.save([`${newKey({ issuer: 'Count' }).uri.replace('totp', 'hotp')}&counter=0`]);
  return the.open();
}

/** @param {Popup} popup */
const counter = (popup) =>
  popup.page.evaluate(async () => {
    const { theVault } = await import('/extension/shared/session.js');
    const vault = theVault();
    const [row] = vault?.rows(vault.search(''), 0) ?? [];
    return String(row && vault?.details(row.id).counter);
  });

/** Presses a key and keeps it down, until it has come a few times. @param {Popup} popup @param {import('puppeteer-core').KeyInput} key */
async function hold({ page }, key) {
  for (let times = 0; times < 4; times += 1) {
    await page.keyboard.down(key);
    // Long enough for what each would do.
    await new Promise((later) => setTimeout(later, 200));
  }
  await page.keyboard.up(key);
}

/** Selects the row with the focus. @param {Popup} popup */
async function selectRow(popup) {
  await popup.page.keyboard.down('Control');
  await popup.page.keyboard.press('Space');
  await popup.page.keyboard.up('Control');
  await popup.says(the.t('selected', 1));
}

/** @param {Popup} popup @param {string} title @param {string} item of its menu */
async function choose(popup, title, item) {
  await popup.press(the.t('more_for', title));
  await popup.page.waitForSelector('dialog[open]');
  await popup.press(item);
}

/** Waits until the row of this account has the focus. @param {Popup} popup @param {string} title */
const isOn = (popup, title) =>
  popup.page.waitForFunction(
    (title) => document.activeElement?.querySelector('.title')?.textContent === title,
    {},
    title,
  );

/** @type {[string, (popup: Popup) => Promise<unknown>][]} */
const DELETIONS = [
  ['the_key', ({ page }) => page.keyboard.press('Delete')],
  ['the_menu', (popup) => choose(popup, 'Three', the.t('delete'))],
  [
    'the_selection',
    async (popup) => {
      await selectRow(popup);
      await popup.page.focus('.selecting [data-part=delete]');
      await popup.page.keyboard.press('Enter');
    },
  ],
];
for (const [by, remove] of DELETIONS)
  test(`after_the_last_row_was_deleted_by_${by}_the_one_before_has_the_focus`, async () => {
    const popup = await onFirstRow('One', 'Two', 'Three');
    await popup.page.keyboard.press('End');
    await isOn(popup, 'Three');
    await remove(popup);
    await isOn(popup, 'Two');
  });

test('the_focus_stays_on_its_account_when_one_above_is_deleted_elsewhere', async () => {
  const popup = await onFirstRow('One', 'Two', 'Three');
  await popup.page.keyboard.press('ArrowDown');
  await isOn(popup, 'Two');
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
      const [one] = vault.rows(vault.search(''), 0);
      if (one) vault.remove(one.id, Date.now() / 1000);
    });
  });
  await popup.page.waitForFunction(() => document.querySelectorAll('.rows .title').length === 2);
  await isOn(popup, 'Two');
  await popup.page.keyboard.press('ArrowDown');
  await isOn(popup, 'Three');
});

test('the_focus_goes_along_with_an_account_that_is_pinned', async () => {
  const popup = await onFirstRow('One', 'Two', 'Three');
  await choose(popup, 'Three', the.t('pin'));
  await popup.says(the.t('pinned', 'Three'));
  await isOn(popup, 'Three');
  await popup.page.keyboard.press('ArrowDown');
  await isOn(popup, 'One');
});

test('after_moves_by_its_menu_the_account_has_the_focus_at_its_new_place', async () => {
  // More than are in view, so that the account leaves it.
  const issuers = Array.from({ length: 14 }, (_, at) => `Site ${at}`);
  const popup = await onFirstRow(...issuers);
  await popup.page.keyboard.down('Shift');
  await popup.page.keyboard.press('Enter');
  await popup.page.keyboard.up('Shift');
  for (let place = 2; place <= issuers.length; place += 1) {
    await popup.press(the.t('move_down'));
    await popup.says(the.t('moved', 'Site 0', place, issuers.length));
  }
  await popup.page.keyboard.press('Escape');
  await isOn(popup, 'Site 0');
  await popup.page.keyboard.press('ArrowUp');
  await isOn(popup, 'Site 13');
});

test('after_selecting_the_row_has_the_focus', async () => {
  const popup = await onFirstRow('One', 'Two');
  await selectRow(popup);
  await popup.page.focus('.selecting [data-part=done]');
  await popup.page.keyboard.press('Enter');
  await isOn(popup, 'One');
});

test('after_undo_the_search_has_the_focus', async () => {
  const popup = await onFirstRow('One', 'Two');
  await popup.page.keyboard.press('Delete');
  await popup.says(the.t('deleted', 'One'));
  await popup.page.focus('[data-part=undo]');
  await popup.page.keyboard.press('Enter');
  await popup.page.waitForFunction(() => document.querySelectorAll('.rows .title').length === 2);
  assert.equal(await popup.focused(), the.t('search'));
});

test('enter_on_the_button_of_the_menu_opens_it_and_copies_nothing', async () => {
  const popup = await onFirstRow('One', 'Two');
  await popup.page.keyboard.press('Tab');
  assert.equal(await popup.focused(), the.t('more_for', 'One'));
  await popup.page.keyboard.press('Enter');
  await popup.page.waitForSelector('dialog[open]');
  assert.ok(!(await popup.text()).includes(the.t('copied', '')));
});

test('two_clicks_open_one_menu', async () => {
  const popup = await onFirstRow('One', 'Two');
  await popup.page.$eval('.more', (more) => {
    for (let times = 0; times < 2; times += 1) /** @type {HTMLElement} */ (more).click();
  });
  await popup.page.waitForSelector('dialog[open]');
  // The menu waits a tenth of a second at most for the page.
  await new Promise((later) => setTimeout(later, 500));
  assert.equal((await popup.page.$$('dialog[open]')).length, 1);
});

test('delete_that_is_held_down_deletes_one_account', async () => {
  const popup = await onFirstRow('One', 'Two', 'Three', 'Four', 'Five');
  await hold(popup, 'Delete');
  await popup.says(the.t('deleted', 'One'));
  assert.deepEqual(await popup.titles(), ['Two', 'Three', 'Four', 'Five']);
});

for (const where of ['search', 'row'])
  test(`enter_that_is_held_down_in_the_${where}_counts_once`, async () => {
    const popup = await onCounter();
    if (where === 'row') await popup.page.keyboard.press('ArrowDown');
    await hold(popup, 'Enter');
    await popup.says(the.t('copied', ''));
    assert.equal(await counter(popup), '1');
  });

test('a_double_click_counts_once', async () => {
  const popup = await onCounter();
  await popup.page.click('.row', { count: 2 });
  await popup.says(the.t('copied', ''));
  await popup.page.waitForSelector('[data-code]');
  await new Promise((later) => setTimeout(later, 300));
  assert.equal(await counter(popup), '1');
});

test('the_card_goes_with_its_account_and_comes_back_by_undo', async () => {
  await the.save([newKey({ issuer: 'Here' }).uri], the.practice.address);
  await the.save([newKey({ issuer: 'Else' }).uri]);
  await the.page.goto(the.practice.address);
  const popup = await the.open();
  const card = (/** @type {boolean} */ there) =>
    popup.page.waitForFunction(
      (there) => document.querySelector('.card')?.checkVisibility() === there,
      {},
      there,
    );
  await card(true);
  await choose(popup, 'Here', the.t('delete'));
  await card(false);
  await popup.press(the.t('undo'));
  await card(true);
});
