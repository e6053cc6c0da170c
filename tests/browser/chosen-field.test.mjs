/** Fields that the user chooses: one chosen by hand and remembered, and a code at the cursor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CODE, formPage } from './form-page.mjs';
import { newKey } from './keys.mjs';
import { fromOutside, isPopup } from './menu.mjs';
import { popupOf } from './popup.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();
const { draw, point, valueOf, changed } = formPage(the);

/** Waits for the popup that opened by itself. */
async function opened() {
  const target = await the.session.browser.waitForTarget((one) => isPopup(the, one));
  return popupOf(await target.asPage());
}

const ANSWER = '<p>Riddle</p><label>Answer<input name="answer" id="here"></label>';

test('a_chosen_field_is_filled_remembered_and_forgotten', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw(ANSWER);
  let popup = await the.open();
  await popup.named(the.t('copy_code')).wait();
  await popup.close();
  await point();
  await fromOutside(the, 'menu menu_use_field');
  await changed('');
  key.isCode(await valueOf());

  // Elsewhere on the page, and beside another field, it is the same one.
  await draw(`<label>Name<input name="name"></label>${ANSWER}`);
  popup = await the.open();
  await popup.says(the.t('field_remembered'));
  await popup.shiftClock(30);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  key.isCode(await valueOf(), 30);
  await popup.close();

  await draw(ANSWER);
  popup = await the.open();
  await popup.says(the.t('field_remembered'));
  await popup.press(the.t('field_forget'));
  await popup.says(the.t('field_forgotten'));
  await popup.close();
  popup = await the.open();
  await popup.page.waitForSelector('.card .primary:not([hidden])');
  assert.ok(!(await popup.text()).includes(the.t('field_remembered')));
  await popup.close();
});

test('a_remembered_field_is_found_after_a_redraw_and_not_once_it_means_something_else', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  const field = (/** @type {string} */ id, more = '', text = 'Answer') =>
    `<h1>Riddle</h1><p>${text}</p><input name="answer" id="${id}" ${more}>`;
  const own = '[name=answer]';
  await draw(field('field-1'));
  await point(own);
  await fromOutside(the, 'menu menu_use_field');
  await the.page.waitForFunction(() => document.querySelector('input')?.value);
  key.isCode(await valueOf(own));

  /** @type {[string, string, boolean][]} */
  const pages = [
    ['as before', field('field-1'), true],
    ['with a number of a framework', field('field-203'), true],
    ['beside other fields', `<label>Name<input name="name"></label>${field('field-1')}`, true],
    ['under another text', field('field-1', '', 'Phone number'), false],
    ['with a placeholder', field('field-1', 'placeholder="Coupon"'), false],
    ['declared for a card', field('field-1', 'autocomplete="cc-csc"'), false],
    ['under another heading', field('field-1').replace('Riddle', 'Enter a recovery code'), false],
    ['twice', field('field-1') + field('field-2'), false],
    ['to write a new password into', field('field-1', 'type="password"'), false],
  ];
  for (const [what, form, found] of pages) {
    await draw(form);
    const popup = await the.open();
    if (found) await popup.says(the.t('field_remembered'));
    else await popup.page.waitForSelector('.card .primary:not([hidden])');
    assert.equal((await popup.text()).includes(the.t('field_remembered')), found, what);
    await popup.close();
  }

  // A framework redraws the form while the popup is open: the same field is filled.
  await draw(field('field-1'));
  const popup = await the.open();
  await popup.says(the.t('field_remembered'));
  await the.page.evaluate(() => {
    const form = document.querySelector('form');
    if (form) form.innerHTML = String(form.innerHTML);
  });
  await popup.shiftClock(30);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  key.isCode(await valueOf(own), 30);
  await popup.close();
});

test('a_chosen_field_gets_nothing_if_the_account_does_not_belong_or_the_form_leads_elsewhere', async () => {
  for (const [home, form] of /** @type {const} */ ([
    ['https://login.elsewhere.example/', ANSWER],
    [undefined, `</form><form action="https://evil.example/">${ANSWER}`],
    [undefined, '</form><form action="https://evil.example/"><textarea id="here"></textarea>'],
    [undefined, `</form><form action="https://evil.example/"><p id="here" contenteditable></p>`],
  ])) {
    await the.save([newKey().uri], home ?? the.practice.address);
    await draw(form);
    await point();
    await fromOutside(the, 'menu menu_use_field');
    await (await opened()).close();
    assert.equal(await valueOf(), '');
    await fromOutside(the, 'menu menu_insert_code');
    await (await opened()).close();
    assert.equal(await valueOf(), '');
  }
});

test('a_field_chosen_before_the_page_went_elsewhere_gets_nothing', async () => {
  await the.save([newKey().uri, newKey({ issuer: 'Other' }).uri], the.practice.address);
  await draw(ANSWER);
  await point();
  await fromOutside(the, 'menu menu_use_field');
  // Two accounts fit: the popup asks.
  let popup = await opened();
  await popup.named(the.t('fill_code')).wait();
  await popup.close();
  await the.page.goto(`${the.practice.address}sheet`);
  await the.page.setContent(`<!doctype html><title>x</title><form>${ANSWER}</form>`);
  await point();
  popup = await the.open();
  await popup.named(the.t('copy_code')).wait();
  assert.ok(!(await popup.has(the.t('fill_code'))));
  await popup.close();
});

/** Two accounts fit, so the popup asks, and the user closes it. @param {string} entry @param {string} form */
async function pointedAndClosed(entry, form) {
  await the.save([newKey().uri, newKey({ issuer: 'Other' }).uri], the.practice.address);
  await draw(form);
  await point();
  await fromOutside(the, `menu ${entry}`);
  const popup = await opened();
  await popup.named(the.t('fill_code')).wait();
  await popup.close();
}

const OTHER = '<label>Name<input name="name" id="other"></label>';
for (const [entry, field, done] of /** @type {const} */ ([
  ['menu_use_field', ANSWER, 'filled_remembered'],
  ['menu_insert_code', '<textarea id="here"></textarea>', 'inserted'],
])) {
  test(`${entry}_means_the_field_that_was_pointed_at_although_the_cursor_is_elsewhere_now`, async () => {
    await pointedAndClosed(entry, field + OTHER);
    await point('#other');
    const popup = await the.open();
    await popup.press(the.t('fill_code'));
    await popup.says(the.t(done, '127.0.0.1'));
    assert.match(await valueOf(), /^\d{6}$/u);
    assert.equal(await valueOf('#other'), '');
    await popup.close();
  });

  for (const how of /** @type {const} */ (['is_gone', 'went_with_its_page']))
    test(`${entry}_fills_no_other_field_once_the_one_that_was_pointed_at_${how}`, async () => {
      const form = field + OTHER;
      await pointedAndClosed(entry, form);
      if (how === 'is_gone') await the.page.$eval('#here', (here) => here.remove());
      else await draw(form);
      await point('#other');
      const popup = await the.open();
      await popup.named(the.t('copy_code')).wait();
      assert.ok(!(await popup.has(the.t('fill_code'))));
      await popup.close();
    });
}

/** @type {[string, string, () => void, (code: string) => string][]} */
const CURSORS = [
  [
    'after_a_password',
    '<input type="password" id="here" value="correct horse">',
    () => undefined,
    (code) => `correct horse${code}`,
  ],
  [
    'in_place_of_the_selection_alone',
    '<textarea id="here">one two three</textarea>',
    () => {
      const here = document.querySelector('textarea');
      here?.setSelectionRange(4, 7);
    },
    (code) => `one ${code} three`,
  ],
  [
    'into_text_that_is_no_field',
    '<div id="here" contenteditable>one two</div>',
    () => {
      const text = document.querySelector('#here')?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 4, text, 7);
    },
    (code) => `one ${code}`,
  ],
];
for (const [name, form, select, expected] of CURSORS) {
  test(`a_code_is_inserted_${name}`, async () => {
    const key = newKey();
    await the.save([key.uri], the.practice.address);
    await draw(form);
    await point();
    await the.page.keyboard.press('End');
    await the.page.evaluate(select);
    const before = await valueOf();
    await fromOutside(the, 'menu menu_insert_code');
    await changed(before);
    const after = await valueOf();
    const code = /\d{6}/u.exec(after)?.[0] ?? '';
    key.isCode(code);
    assert.equal(after, expected(code));
  });
}

test('a_code_is_not_inserted_where_it_has_no_room', async () => {
  await the.save([newKey().uri], the.practice.address);
  for (const [field, fits] of /** @type {const} */ ([
    ['<input type="password" id="here" maxlength="15" value="correct horse">', false],
    ['<textarea id="here" maxlength="10">one two</textarea>', false],
    ['<input type="password" id="here" maxlength="19" value="correct horse">', true],
  ])) {
    await draw(field);
    await point();
    await the.page.keyboard.press('End');
    const before = await valueOf();
    await fromOutside(the, 'menu menu_insert_code');
    if (fits) await changed(before);
    else await (await opened()).close();
    assert.equal((await valueOf()).length, before.length + (fits ? 6 : 0), field);
  }
});

test('opening_the_popup_copies_a_code_only_if_chosen_and_if_there_is_no_field', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  const copies = (/** @type {boolean} */ on) =>
    inExtension(
      the.session,
      async (on) => {
        const { choose } = await import('/extension/shared/storage.js');
        await choose({ copyOnOpen: on });
      },
      on,
    );
  for (const [on, form, copied] of /** @type {const} */ ([
    [false, '<p>nothing</p>', false],
    [true, CODE, false],
    [true, '<p>nothing</p>', true],
  ])) {
    await copies(on);
    await draw(form);
    const popup = await the.open();
    await popup.page.waitForSelector('.card .primary:not([hidden])');
    if (copied) await popup.says(the.t('copied', ''));
    else assert.ok(!(await popup.text()).includes(the.t('copied', '')), form);
    await popup.close();
  }
  key.isCode(await the.session.clipboard(the.page));
});
