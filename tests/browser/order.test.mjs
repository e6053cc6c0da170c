/** Tags that filter, saved orders, and selecting several accounts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { fillVault, inExtension, stage } from './stage.mjs';

const the = stage();

/** @typedef {import('./popup.mjs').Popup} Popup */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */
/**
 * @typedef {{ tags?: string[], uses?: number, used?: number, note?: string, pinned?: boolean }} Kept
 */

/** Saves accounts by their issuers, with their tags and other settings. @param {Record<string, Kept>} all */
async function accounts(all) {
  const keys = Object.keys(all).map((issuer) => newKey({ issuer, account: 'me@example.org' }));
  await the.save(keys.map(({ uri }) => uri));
  await inExtension(
    the.session,
    async (all) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      await change((/** @type {Vault} */ vault) => {
        for (const { id, issuer } of vault.rows(vault.search(''), 0)) {
          const { tags = [], uses = 0, used = 0, note = '', pinned = false } = all[issuer] ?? {};
          for (const tag of tags) vault.tag(id, tag);
          for (let time = 0; time < uses; time += 1) vault.markUsed(id, used);
          const form = { ...vault.details(id), label: '' };
          if (note) vault.edit(id, form, { ...form, note });
          if (pinned) vault.setPinned(id, true);
        }
      });
    },
    all,
  );
  return keys;
}

/** The tags of each account, by its issuer. */
const tags = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {Vault} */ (theVault());
    const rows = vault.rows(vault.search(''), 0);
    return Object.fromEntries(rows.map(({ id, issuer }) => [issuer, vault.details(id).tags]));
  });

/** The titles, once they are these. @param {Popup} popup @param {string[]} titles */
async function listed(popup, titles) {
  try {
    await popup.page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('.rows .title')]
          .map((title) => title.textContent)
          .join('\n') === wanted,
      {},
      titles.join('\n'),
    );
  } catch (cause) {
    throw new Error(`listed is ${await popup.titles()}`, { cause });
  }
}

/**
 * Presses a modifier while something else is done.
 * @param {Popup} popup
 * @param {import('puppeteer-core').KeyInput} key
 * @param {() => Promise<unknown>} act
 */
async function holding(popup, key, act) {
  await popup.page.keyboard.down(key);
  await act();
  await popup.page.keyboard.up(key);
}

/** Waits for what is loaded after the first codes. @param {Popup} popup */
async function settled(popup) {
  await popup.page.evaluate(() => new Promise((go) => requestIdleCallback(go)));
  await popup.page.waitForNetworkIdle({ idleTime: 200 });
}

/** @param {Popup} popup @param {string} title */
const row = (popup, title) =>
  popup.page.locator(`::-p-xpath(//li[.//*[@data-part="title" and text()="${title}"]]//button)`);

/** The names of the tags on the bar. @param {Popup} popup */
const bar = (popup) =>
  popup.page.$$eval('.tagbar bdi', (chips) => chips.map(({ textContent }) => textContent));

test('without_tags_there_is_no_bar_and_with_some_one_filters_until_it_is_pressed_again', async () => {
  await accounts({ One: {}, Two: {} });
  let popup = await the.open();
  assert.ok(!(await popup.page.$eval('.tagbar', (bar) => bar.checkVisibility())));
  await popup.close();
  await accounts({ Three: { tags: ['work'] }, Four: { tags: ['Home', 'work'] } });
  await the.page.bringToFront();
  popup = await the.open();
  await popup.named(the.t('tag_of', 'work', 2)).wait();
  assert.deepEqual(await bar(popup), ['Home', 'work']);
  await popup.press(the.t('tag_of', 'work', 2));
  await listed(popup, ['Three', 'Four']);
  // It is kept, and a search is among all.
  await the.page.bringToFront();
  popup = await the.open();
  await listed(popup, ['Three', 'Four']);
  // Its name is sealed like all others.
  const beside = await inExtension(the.session, async () => {
    const { vault: _, ...beside } = await chrome.storage.local.get();
    return JSON.stringify(beside);
  });
  assert.ok(!beside.includes('work'), beside);
  await popup.page.keyboard.type('two');
  await listed(popup, ['Two']);
  await popup.page.keyboard.press('Escape');
  await popup.press(the.t('tag_of', 'work', 2));
  await listed(popup, ['One', 'Two', 'Three', 'Four']);
});

test('a_chosen_order_is_kept_and_has_the_pinned_first', async () => {
  await accounts({
    Cherry: { uses: 1, used: 900 },
    Apple: { uses: 3, used: 300 },
    Banana: { uses: 2, used: 600 },
    Damson: { pinned: true },
  });
  let popup = await the.open();
  await listed(popup, ['Damson', 'Cherry', 'Apple', 'Banana']);
  for (const [name, expected] of /** @type {[string, string[]][]} */ ([
    ['sort_name', ['Damson', 'Apple', 'Banana', 'Cherry']],
    ['sort_last_used', ['Damson', 'Cherry', 'Banana', 'Apple']],
    ['sort_most_used', ['Damson', 'Apple', 'Banana', 'Cherry']],
    ['sort_hand', ['Damson', 'Cherry', 'Apple', 'Banana']],
    ['sort_name', ['Damson', 'Apple', 'Banana', 'Cherry']],
  ])) {
    await popup.press(the.t('menu'));
    await popup.press(the.t('sort'));
    await popup.press(the.t(name));
    await listed(popup, expected);
  }
  await the.page.bringToFront();
  popup = await the.open();
  await listed(popup, ['Damson', 'Apple', 'Banana', 'Cherry']);
  // No row is moved where a move would not be seen.
  await popup.page.keyboard.press('ArrowDown');
  await holding(popup, 'Alt', () => popup.page.keyboard.press('ArrowDown'));
  await popup.says(the.t('move_by_hand_only'));
});

test('a_note_is_found_after_what_an_account_is_called', async () => {
  await accounts({ One: { note: 'spare key for Two' }, Two: {} });
  const popup = await the.open();
  await popup.page.keyboard.type('two');
  await listed(popup, ['Two', 'One']);
});

test('a_search_finds_kana_accents_and_aws_accounts_however_they_are_typed', async () => {
  const aws = { issuer: 'Amazon Web Services', account: 'jane@123456789012' };
  const keys = [{ issuer: 'カウンター銀行' }, { issuer: 'Éclair' }, aws].map(newKey);
  await the.save(keys.map(({ uri }) => uri));
  const popup = await the.open();
  for (const [typed, title] of /** @type {const} */ ([
    ['ｶｳﾝﾀｰ', 'カウンター銀行'],
    ['かうんたー', 'カウンター銀行'],
    ['ＥＣＬＡＩＲ', 'Éclair'],
    ['1234-5678-9012', 'jane'],
    ['123456789012', 'jane'],
  ])) {
    await popup.page.keyboard.type(typed);
    await listed(popup, [title]);
    await popup.page.keyboard.press('Escape');
    await listed(popup, ['カウンター銀行', 'Éclair', 'jane']);
  }
});

test('several_accounts_are_selected_tagged_and_untagged_with_one_undo', async () => {
  await accounts({ One: { tags: ['old'] }, Two: {}, Three: {}, Four: {} });
  const popup = await the.open();
  await holding(popup, 'Control', () => row(popup, 'One').click());
  await popup.says(the.t('selected', 1));
  await holding(popup, 'Shift', () => row(popup, 'Three').click());
  await popup.says(the.t('selected', 3));
  await popup.press(the.t('tag'));
  await popup.write(the.t('tag_add'), 'work');
  await popup.press(the.t('save'));
  await popup.says(the.t('tagged_several', 3));
  await popup.page.waitForFunction(() => document.querySelectorAll('.tagbar bdi').length === 2);
  await popup.press(the.t('undo'));
  await popup.page.waitForFunction(() => document.querySelectorAll('.tagbar bdi').length === 1);
  assert.deepEqual(await tags(), { One: ['old'], Two: [], Three: [], Four: [] });

  // The same again, and then without one of them.
  await the.page.bringToFront();
  const other = await the.open();
  await holding(other, 'Control', () => row(other, 'Two').click());
  await other.says(the.t('selected', 1));
  await row(other, 'One').click();
  await other.says(the.t('selected', 2));
  await other.press(the.t('tag'));
  await other.page.locator('.choices input').click();
  await other.press(the.t('save'));
  await other.says(the.t('tagged_several', 2));
  assert.deepEqual(await tags(), { One: ['old'], Two: ['old'], Three: [], Four: [] });
});

test('several_accounts_are_deleted_with_one_undo_and_selecting_copies_nothing', async () => {
  await accounts({ One: {}, Two: {}, Three: {}, Four: {} });
  const popup = await the.open();
  await holding(popup, 'Control', () => row(popup, 'Two').click());
  await popup.says(the.t('selected', 1));
  await row(popup, 'Four').click();
  await popup.says(the.t('selected', 2));
  assert.ok(!(await popup.text()).includes(the.t('copied', '')));
  await popup.press(the.t('delete'));
  await listed(popup, ['One', 'Three']);
  await popup.says(the.t('deleted_several', 2));
  await popup.press(the.t('undo'));
  await listed(popup, ['One', 'Two', 'Three', 'Four']);

  // Without room for the trash, a question comes first.
  await fillVault(popup.page);
  await holding(popup, 'Control', () => row(popup, 'Two').click());
  await popup.says(the.t('selected', 1));
  await row(popup, 'Four').click();
  await popup.says(the.t('selected', 2));
  await popup.press(the.t('delete'));
  await popup.says(`${the.t('trash_no_room')} ${the.t('destroy_all_text', 2)}`);
  await listed(popup, ['One', 'Two', 'Three', 'Four']);
  await popup.press(the.t('destroy'));
  await popup.says(the.t('destroyed'));
  await listed(popup, ['One', 'Three']);
});

test('only_the_selected_accounts_are_exported', async () => {
  await accounts({ One: {}, Two: {}, Three: {} });
  const popup = await the.open();
  await holding(popup, 'Control', () => row(popup, 'Two').click());
  await popup.says(the.t('selected', 1));
  await row(popup, 'Three').click();
  await popup.says(the.t('selected', 2));
  const opened = the.session.browser.waitForTarget((target) =>
    target.url().endsWith('exchange.html#export'),
  );
  await popup.press(the.t('export'));
  const page = await (await opened).page();
  assert.ok(page);
  await handsOn(page).says(the.t('export_some', 2, 3));
  await page.close();
});

/** The first of two rows, still pressed and selected by that. */
async function pressedLong() {
  await accounts({ One: {}, Two: {} });
  const popup = await the.open();
  await settled(popup);
  const box = await (await popup.page.waitForSelector('.rows li'))?.boundingBox();
  await popup.page.mouse.move(120, (box?.y ?? 0) + 20);
  await popup.page.mouse.down();
  await popup.says(the.t('selected', 1));
  return popup;
}

test('a_long_press_selects_and_copies_nothing', async () => {
  const popup = await pressedLong();
  await popup.page.mouse.up();
  await popup.says(the.t('selected', 1));
  assert.ok(!(await popup.text()).includes(the.t('copied', '')));
  await popup.press(the.t('select_done'));
  await popup.page.waitForFunction(() => !document.querySelector('.selecting'));
});

test('a_long_press_that_the_browser_cancels_swallows_no_later_click', async () => {
  const popup = await pressedLong();
  // As when a touch becomes a scroll.
  await popup.page.evaluate(() => dispatchEvent(new PointerEvent('pointercancel')));
  await popup.page.mouse.up();
  await popup.page.waitForFunction(() => !document.querySelector('.rows li.selected'));
});

test('the_keyboard_selects_too', async () => {
  await accounts({ One: {}, Two: {}, Three: {} });
  const popup = await the.open();
  const { keyboard } = popup.page;
  await keyboard.press('ArrowDown');
  await holding(popup, 'Control', () => keyboard.press('Space'));
  await popup.says(the.t('selected', 1));
  await holding(popup, 'Shift', () => keyboard.press('ArrowDown'));
  await popup.says(the.t('selected', 2));
  await holding(popup, 'Control', () => keyboard.press('a'));
  await popup.says(the.t('selected', 3));
  await keyboard.press('Escape');
  await popup.page.waitForFunction(() => !document.querySelector('.selecting'));
  await holding(popup, 'Control', () => keyboard.press('a'));
  await popup.says(the.t('selected', 3));
  await keyboard.press('Delete');
  await popup.says(the.t('empty_title'));
  await popup.press(the.t('undo'));
  await listed(popup, ['One', 'Two', 'Three']);
});

test('more_than_eight_aws_entries_are_grouped_by_aws_account', async () => {
  const aws = (/** @type {string} */ name) => newKey({ issuer: 'AWS', account: name }).uri;
  await the.save([
    newKey({ issuer: 'Zero' }).uri,
    ...['a', 'b', 'c'].map((user) => aws(`${user}@111122223333`)),
    aws('x@acme'),
    ...['d', 'e', 'f', 'g'].map((user) => aws(`${user}@111122223333`)),
  ]);
  let popup = await the.open();
  assert.equal((await popup.page.$$('.heading')).length, 0);
  await popup.close();
  await the.save([aws('y@acme')]);
  await the.page.bringToFront();
  popup = await the.open();
  await popup.says('AWS 1111-2222-3333');
  const headings = await popup.page.$$eval('.heading', (all) => all.map((one) => one.textContent));
  assert.deepEqual(
    headings.map((text) => text?.trim()),
    ['AWS 1111-2222-3333 7', 'AWS acme 2'],
  );
  await popup.page.keyboard.press('ArrowDown');
  await popup.page.keyboard.press('End');
  await popup.page.waitForFunction(
    () => document.activeElement?.closest('li')?.ariaPosInSet === '10',
  );
  assert.equal((await popup.titles()).at(-1), 'y');
});
