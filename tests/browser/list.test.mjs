/**
 * The list: copying, searching, renaming, reordering, deleting, all also by keyboard.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

/** Accounts of these issuers, in this order. @param {string[]} issuers */
async function accounts(...issuers) {
  const keys = issuers.map((issuer) =>
    newKey({ issuer, account: `me@${issuer.toLowerCase()}.example` }),
  );
  await the.save(keys.map(({ uri }) => uri));
  return keys;
}

/**
 * Opens a row's menu by its button.
 * @param {import('./popup.mjs').Popup} popup
 * @param {string} title
 */
async function menu(popup, title) {
  await popup.press(the.t('more_for', title));
  await popup.page.waitForSelector('dialog[open]');
}

/** Moves the focused row one place down. @param {import('./popup.mjs').Popup} popup */
async function moveDown({ page: { keyboard } }) {
  await keyboard.down('Alt');
  await keyboard.press('ArrowDown');
  await keyboard.up('Alt');
}

/**
 * Saving takes as long as the test wants it to.
 * @param {import('./popup.mjs').Popup} popup
 * @returns {Promise<() => Promise<void>>} lets the next change be saved
 */
async function holdSaving({ page }) {
  const saving = await page.evaluateHandle(
    () =>
      new Promise((held) => {
        navigator.locks.request('vault', () => new Promise((free) => held({ free })));
      }),
  );
  return () => saving.evaluate((/** @type {{ free: () => void }} */ { free }) => free());
}

/** Waits until as many wait for the lock. @param {import('./popup.mjs').Popup} popup @param {number} many */
async function waitInLine({ page }, many) {
  await page.waitForFunction(
    async (wanted) => {
      const { pending } = await navigator.locks.query();
      return pending?.filter((lock) => lock.name === 'vault').length === wanted;
    },
    {},
    many,
  );
}

/** Waits until *Undo* isn't shown. @param {import('./popup.mjs').Popup} popup */
async function noUndo({ page }) {
  await page.waitForFunction(
    (text) =>
      ![...document.querySelectorAll('button')].some(
        (button) => button.textContent === text && button.checkVisibility(),
      ),
    {},
    the.t('undo'),
  );
}

/**
 * The titles, once they are these.
 * @param {import('./popup.mjs').Popup} popup
 * @param {string[]} titles
 */
async function listed(popup, titles) {
  await popup.page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('.rows .title')]
        .map((title) => title.textContent)
        .join('\n') === wanted,
    {},
    titles.join('\n'),
  );
}

test('a_click_on_a_row_copies_six_bare_digits_and_says_so', async () => {
  const [key] = await accounts('One');
  const popup = await the.open();
  await popup.page.locator('.row').click();
  await popup.says(the.t('copied', ''));
  const copied = await the.session.clipboard(the.page);
  assert.match(copied, /^\d{6}$/u);
  key?.isCode(copied);
});

test('typing_searches_and_enter_copies_the_first_match', async () => {
  const [, two] = await accounts('One', 'Two', 'Three');
  const popup = await the.open();
  await popup.page.keyboard.type('two');
  await listed(popup, ['Two']);
  await popup.page.keyboard.press('Enter');
  await popup.says(the.t('copied', ''));
  two?.isCode(await the.session.clipboard(the.page));
});

test('a_search_that_nothing_matches_says_so_and_escape_ends_it', async () => {
  await accounts('One', 'Two');
  const popup = await the.open();
  const all = await popup.titles();
  await popup.page.keyboard.type('zzz');
  await popup.says(the.t('nothing_matches'));
  await popup.page.keyboard.press('Escape');
  await listed(popup, all);
});

test('an_account_is_renamed_and_keeps_its_codes', async () => {
  const [key] = await accounts('One');
  let popup = await the.open();
  await menu(popup, 'One');
  await popup.press(the.t('edit'));
  await popup.write(the.t('shown_as'), 'Renamed 日本語');
  await popup.press(the.t('save'));
  await popup.says(the.t('edited'));
  await the.page.bringToFront();
  popup = await the.open();
  await listed(popup, ['Renamed 日本語']);
  key?.isCode((await popup.codes())[0]);
});

test('accounts_are_moved_and_stay_where_they_were_put', async () => {
  await accounts('One', 'Two', 'Three');
  let popup = await the.open();
  const [first = '', second = '', third = ''] = await popup.titles();
  await menu(popup, first);
  await popup.press(the.t('move_down'));
  await listed(popup, [second, first, third]);
  await the.page.bringToFront();
  popup = await the.open();
  await listed(popup, [second, first, third]);
});

test('the_menu_stays_while_an_account_is_moved_and_says_where_it_went', async () => {
  await accounts('One', 'Two', 'Three', 'Four');
  const popup = await the.open();
  const [first = '', second = '', third = '', fourth = ''] = await popup.titles();
  await menu(popup, first);
  for (const place of [2, 3, 4]) {
    await popup.press(the.t('move_down'));
    await popup.page.waitForFunction(
      (text) => document.querySelector('[role=status]')?.textContent === text,
      {},
      the.t('moved', first, place, 4),
    );
  }
  await popup.page.keyboard.press('Escape');
  await listed(popup, [second, third, fourth, first]);
  // One undo reverts all of it.
  await popup.page.keyboard.down('Control');
  await popup.page.keyboard.press('z');
  await popup.page.keyboard.up('Control');
  await listed(popup, [first, second, third, fourth]);
});

test('an_account_is_dragged_to_its_place_without_being_copied', async () => {
  await accounts('One', 'Two', 'Three', 'Four');
  const popup = await the.open();
  const [first = '', second = '', third = '', fourth = ''] = await popup.titles();
  await popup.page.evaluate(() => new Promise((go) => requestIdleCallback(go)));
  await popup.page.waitForNetworkIdle({ idleTime: 200 });
  const { mouse } = popup.page;
  const rows = await popup.page.$$eval('.rows li', (rows) =>
    rows.map((row) => row.getBoundingClientRect().top + row.clientHeight / 2),
  );
  await mouse.move(100, rows[0] ?? 0);
  await mouse.down();
  await mouse.move(100, (rows[0] ?? 0) + 20, { steps: 4 });
  await mouse.move(100, rows[2] ?? 0, { steps: 8 });
  await mouse.up();
  await listed(popup, [second, third, first, fourth]);
  await popup.says(the.t('moved', first, 3, 4));
  assert.ok(!(await popup.text()).includes(the.t('copied', '')));
  // Escape leaves all as it was.
  await mouse.move(100, rows[0] ?? 0);
  await mouse.down();
  await mouse.move(100, rows[3] ?? 0, { steps: 8 });
  await popup.page.keyboard.press('Escape');
  await mouse.up();
  await popup.press(the.t('undo'));
  await listed(popup, [first, second, third, fourth]);
});

test('a_deleted_account_comes_back_by_undo_to_its_place', async () => {
  const keys = await accounts('One', 'Two', 'Three');
  const popup = await the.open();
  const all = await popup.titles();
  const codes = await popup.codes();
  await menu(popup, all[1] ?? '');
  await popup.press(the.t('delete'));
  await listed(
    popup,
    all.filter((_, place) => place !== 1),
  );
  await popup.press(the.t('undo'));
  await listed(popup, all);
  assert.equal(new Set(codes).size, keys.length);
});

test('undo_restores_an_account_although_the_computers_clock_jumps_by_a_month', async () => {
  const [one] = await accounts('One', 'Two');
  const popup = await the.session.openAsTab();
  const all = await popup.titles();
  // From then on, until it is taken back, and both.
  for (const [before, after] of /** @type {const} */ ([
    [0, 31],
    [31, 31],
    [31, 0],
    [0, -31],
  ])) {
    await popup.shiftClock(before * 86_400);
    await menu(popup, 'One');
    await popup.press(the.t('delete'));
    await listed(popup, ['Two']);
    await popup.shiftClock(after * 86_400);
    await popup.press(the.t('undo'));
    await listed(popup, all);
  }
  await popup.shiftClock(0);
  await popup.firstCodeIs(one);
  await popup.close();
});

test('a_clock_that_was_a_month_ahead_for_a_while_empties_no_trash', async () => {
  await accounts('One', 'Two', 'Three');
  const popup = await the.session.openAsTab();
  await menu(popup, 'One');
  await popup.press(the.t('delete'));
  await listed(popup, ['Two', 'Three']);
  await popup.shiftClock(40 * 86_400);
  for (const [title, left] of /** @type {const} */ ([
    ['Two', ['Three']],
    ['Three', []],
  ])) {
    await menu(popup, title);
    await popup.press(the.t('delete'));
    if (left.length) await listed(popup, [...left]);
    else await popup.says(the.t('empty_title'));
  }
  await popup.close();
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.page.waitForFunction(
    () =>
      [...document.querySelectorAll('[data-part=trash] .title')]
        .map((title) => title.textContent)
        .sort()
        .join() === 'One,Three,Two',
  );
  await page.page.close();
});

test('a_deletion_in_a_long_list_reads_few_rows', async () => {
  await accounts(...Array.from({ length: 200 }, (_, number) => `Account ${number}`));
  const popup = await the.open();
  await popup.page.evaluate(async () => {
    const { Vault } = await import('/extension/wasm/tandem.js');
    const read = Vault.prototype.rows;
    Object.assign(globalThis, { most: 0 });
    Vault.prototype.rows = function (
      /** @type {Uint32Array} */ places,
      /** @type {number} */ time,
    ) {
      const scope = /** @type {{ most: number }} */ (/** @type {unknown} */ (globalThis));
      scope.most = Math.max(scope.most, places.length);
      return read.call(this, places, time);
    };
  });
  await popup.page.keyboard.press('ArrowDown');
  await popup.page.keyboard.press('Delete');
  await popup.named(the.t('undo')).wait();
  const most = await popup.page.evaluate(
    () => /** @type {{ most: number }} */ (/** @type {unknown} */ (globalThis)).most,
  );
  assert.ok(most > 0 && most < 100, `${most} rows at once`);
});

test('while_a_change_is_being_saved_undo_does_not_undo_the_previous_one', async () => {
  await accounts('One', 'Two', 'Three');
  const popup = await the.open();
  const all = await popup.titles();
  const { keyboard } = popup.page;
  await keyboard.press('ArrowDown');
  await moveDown(popup);
  const moved = [all[1] ?? '', all[0] ?? '', all[2] ?? ''];
  await listed(popup, moved);
  await popup.named(the.t('undo')).wait();
  const save = await holdSaving(popup);
  await keyboard.press('Delete');
  await noUndo(popup);
  await save();
  await popup.press(the.t('undo'));
  await listed(popup, moved);
});

test('undo_stands_for_the_last_of_two_changes_although_the_first_is_saved_later', async () => {
  await accounts('One', 'Two', 'Three');
  const popup = await the.open();
  const all = await popup.titles();
  const { keyboard } = popup.page;
  await keyboard.press('ArrowDown');
  const saveFirst = await holdSaving(popup);
  await moveDown(popup);
  // In line behind the move, so that the deletion waits for it.
  const line = holdSaving(popup);
  await waitInLine(popup, 2);
  await keyboard.press('Delete');
  const moved = [all[1] ?? '', all[0] ?? '', all[2] ?? ''];
  await saveFirst();
  await listed(popup, moved);
  const saveSecond = await line;
  await waitInLine(popup, 1);
  await noUndo(popup);
  await saveSecond();
  await listed(popup, [all[1] ?? '', all[2] ?? '']);
  await popup.press(the.t('undo'));
  await listed(popup, moved);
});

test('undo_lasts_until_the_popup_closes', async () => {
  await accounts('One');
  let popup = await the.open();
  await menu(popup, 'One');
  await popup.press(the.t('delete'));
  await popup.says(the.t('empty_title'));
  await popup.named(the.t('undo')).wait();
  await the.page.bringToFront();
  popup = await the.open();
  await popup.says(the.t('empty_title'));
  assert.ok(!(await popup.has(the.t('undo'))));
});

test('a_deleted_account_is_in_the_trash_and_comes_back_from_there_or_goes_for_good', async () => {
  const [, two] = await accounts('One', 'Two', 'Three');
  let popup = await the.open();
  for (const title of ['One', 'Two', 'Three']) {
    await menu(popup, title);
    await popup.press(the.t('delete'));
    await popup.says(the.t('deleted', title));
  }
  await popup.close();
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  await page.says(the.t('trash_days', 30));
  // A slow double click's second click meets the next row and must not restore that too.
  await page.pressSlowlyTwice(the.t('act_named', the.t('restore'), 'Two'), async () => {
    await page.says(the.t('restored', 'Two'));
    await page.page.waitForFunction(() => document.querySelectorAll('#trash .title').length === 2);
  });
  await page.press(the.t('act_named', the.t('destroy'), 'One'));
  await page.says(the.t('destroy_text', 'One'));
  await page.press(the.t('cancel'));
  await page.press(the.t('act_named', the.t('destroy'), 'One'));
  await page.press(the.t('destroy'));
  await page.says(the.t('destroyed'));
  assert.deepEqual(
    await page.page.$$eval('#trash .title', (titles) => titles.map((title) => title.textContent)),
    ['Three'],
  );
  // A month later two changes, more than a day apart, take it away.
  await page.page.evaluate(async () => {
    const { change } = await import('/extension/shared/session.js');
    const today = Date.now();
    for (const days of [31, 33]) {
      Date.now = () => today + days * 86_400_000;
      await change(() => undefined);
    }
  });
  await page.says(the.t('trash_none'));
  await page.page.close();
  popup = await the.open();
  await listed(popup, ['Two']);
  two?.isCode((await popup.codes())[0]);
});

test('a_change_in_one_window_is_seen_in_another', async () => {
  await accounts('One');
  const other = await the.session.openAsTab();
  await listed(other, ['One']);
  await accounts('Two');
  await other.page.waitForFunction(() => document.querySelectorAll('.rows .title').length === 2);
  await other.close();
});

test('of_a_thousand_accounts_only_those_that_can_be_seen_are_in_the_document', async () => {
  const keys = Array.from({ length: 1000 }, (_, at) =>
    newKey({ issuer: `Service ${String(at).padStart(3, '0')}` }),
  );
  await the.save(keys.map(({ uri }) => uri));
  const popup = await the.open();
  await popup.page.keyboard.press('ArrowDown');
  for (const key of /** @type {const} */ (['Home', 'End'])) {
    await popup.page.keyboard.press(key);
    const end = key === 'End' ? 999 : 0;
    await popup.page.waitForFunction(
      (place) =>
        document.activeElement?.closest('li')?.getAttribute('aria-posinset') === String(place + 1),
      {},
      end,
    );
    const rows = await popup.rows();
    assert.ok(rows.length > 4 && rows.length < 20, `${rows.length} rows`);
    for (const { title, code } of rows) keys.find(({ issuer }) => issuer === title)?.isCode(code);
  }
});

test('codes_and_seconds_follow_the_clock_for_as_long_as_the_popup_is_open', async () => {
  const [key] = await accounts('One');
  const popup = await the.open();
  await popup.named(the.t('more_for', 'One')).wait();
  for (const minutes of [3, 20, 600]) {
    const ahead = minutes * 60 + 7 + (minutes % 19);
    await popup.shiftClock(ahead);
    // Right within the second that a tick may take: the number is what is left of the step.
    await popup.page.waitForFunction(() => {
      const left = Number(document.querySelector('.rows [data-part="seconds"]')?.textContent);
      return left === 30 - (Math.floor(Date.now() / 1000) % 30);
    });
    key?.isCode((await popup.codes())[0], ahead);
  }
});

test('the_whole_list_is_reached_by_keyboard_alone', async () => {
  const keys = await accounts('One', 'Two', 'Three');
  const popup = await the.open();
  const { keyboard } = popup.page;
  const all = await popup.titles();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  assert.ok((await popup.focused()).includes(all[1] ?? ''), await popup.focused());
  await keyboard.press('Enter');
  await popup.says(the.t('copied', ''));

  // The row's menu, and Escape out of it.
  await keyboard.down('Shift');
  await keyboard.press('Enter');
  await keyboard.up('Shift');
  await popup.page.waitForSelector('dialog[open]');
  await keyboard.press('ArrowDown');
  await keyboard.press('Escape');
  await popup.page.waitForFunction(() => !document.querySelector('dialog'));

  // Moved, deleted, undone.
  await keyboard.down('Alt');
  await keyboard.press('ArrowUp');
  await keyboard.up('Alt');
  await listed(popup, [all[1] ?? '', all[0] ?? '', all[2] ?? '']);
  await keyboard.press('Home');
  await keyboard.press('Delete');
  await listed(popup, [all[0] ?? '', all[2] ?? '']);
  await tabTo(popup, the.t('undo'));
  await keyboard.press('Enter');
  await listed(popup, [all[1] ?? '', all[0] ?? '', all[2] ?? '']);

  // Both ways to add one.
  await tabTo(popup, the.t('enter_by_hand'));
  await keyboard.press('Enter');
  await popup.named(the.t('secret_key'), 'textbox').wait();
  await keyboard.press('Escape');
  await listed(popup, [all[1] ?? '', all[0] ?? '', all[2] ?? '']);
  assert.equal(keys.length, 3);
});

test('every_control_of_the_list_has_a_name', async () => {
  await accounts('One', 'Two');
  const popup = await the.open();
  const tree = await popup.page.accessibility.snapshot();
  const unnamed = [...controls(tree)].filter(({ name }) => !name);
  assert.deepEqual(unnamed, []);
});

/**
 * Presses Tab until the control has the focus.
 * @param {import('./popup.mjs').Popup} popup
 * @param {string} name
 */
async function tabTo(popup, name) {
  const gone = [];
  for (let presses = 0; presses < 12; presses += 1) {
    const focused = await popup.focused();
    if (focused === name) return;
    gone.push(focused);
    await popup.page.keyboard.press('Tab');
  }
  assert.fail(`Tab never comes to ${name}: ${gone.join(', ')}`);
}

/**
 * @param {import('puppeteer-core').SerializedAXNode | null} node
 * @returns {Generator<{ role: string, name: string | undefined }>}
 */
function* controls(node) {
  if (!node) return;
  if (/button|box|link|combobox|searchbox/u.test(node.role))
    yield { role: node.role, name: node.name };
  for (const child of node.children ?? []) yield* controls(child);
}
