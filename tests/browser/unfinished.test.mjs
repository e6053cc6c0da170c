/**
 * Unfinished input: typed with an input method, with an error in a form, and with the popup closed
 * in between.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';

const the = stage();

/**
 * Types a text with an input method and presses a key while it is being converted.
 * @param {import('puppeteer-core').Page} page
 * @param {string} text
 * @param {string} key
 * @param {number} code
 */
async function converting(page, text, key, code) {
  const devtools = await page.createCDPSession();
  await devtools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
  for (const type of /** @type {const} */ (['rawKeyDown', 'keyUp'])) {
    await devtools.send('Input.dispatchKeyEvent', {
      type,
      key,
      code: key,
      windowsVirtualKeyCode: code,
    });
  }
  await devtools.detach();
}

/**
 * What the search holds, what has the focus and whether anything was copied.
 * @param {import('./popup.mjs').Popup} popup
 */
const state = ({ page }) =>
  page.evaluate(() => ({
    held: document.querySelector('input')?.value,
    focused: document.activeElement?.getAttribute('data-part'),
    said: document.querySelector('[data-part=toast]')?.checkVisibility(),
  }));

for (const [key, code] of /** @type {const} */ ([
  ['Enter', 13],
  ['ArrowDown', 40],
])) {
  test(`${key}_while_a_word_is_being_converted_belongs_to_the_input_method`, async () => {
    await the.save([newKey({ issuer: '楽天' }).uri]);
    const popup = await the.session.openAsTab();
    await popup.page.waitForSelector('.row');
    await converting(popup.page, '楽天', key, code);
    assert.deepEqual(await state(popup), { held: '楽天', focused: 'search', said: false });
    await popup.close();
  });
}

/** A form of *Enter key manually* that was left half typed. */
const HALF_TYPED = {
  secret: 'JBSWY3DP',
  issuer: '',
  account: '',
  kind: 'totp',
  algorithm: 'SHA1',
  digits: '6',
  period: '30',
  counter: '0',
};

test('Escape_while_a_word_is_being_converted_does_not_clear_the_search', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const popup = await the.session.openAsTab();
  await popup.page.type('[data-part=search]', 'One');
  await popup.page.$eval('input', (search) =>
    search.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Escape',
        isComposing: true,
        bubbles: true,
        cancelable: true,
      }),
    ),
  );
  assert.deepEqual(await state(popup), { held: 'One', focused: 'search', said: false });
  await popup.close();
});

test('the_key_that_ends_a_conversion_does_nothing_when_only_its_key_code_tells', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const popup = await the.session.openAsTab();
  await popup.page.waitForSelector('.row');
  await popup.page.$eval('input', (search) =>
    search.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }),
    ),
  );
  await popup.page.keyboard.type('One');
  assert.deepEqual(await state(popup), { held: 'One', focused: 'search', said: false });
  await popup.close();
});

for (const [field, value, error] of /** @type {const} */ ([
  ['digits', '12', 'error_digits_out_of_range'],
  ['period', '0', 'error_period_out_of_range'],
  ['issuer', 'x'.repeat(9000), 'error_issuer_too_long'],
])) {
  test(`a_wrong_${field}_is_shown_marked_and_told_beside_the_field_however_low_the_popup_is`, async () => {
    const popup = await the.session.openAsTab((page) =>
      page.setViewport({ width: 360, height: 400 }),
    );
    await popup.press(the.t('enter_by_hand'));
    await popup.page.locator('[data-part=secret]').fill(newKey().secret);
    await popup.page.$eval(
      `[data-part=${field}]`,
      (input, value) => {
        /** @type {HTMLInputElement} */ (input).value = value;
        // Folded again.
        for (const details of document.querySelectorAll('details')) details.open = false;
      },
      value,
    );
    await popup.press(the.t('save'));
    await popup.says(error === 'error_issuer_too_long' ? /\d+/u : the.t(error, value));
    const shown = await popup.page.$eval(`[data-part=${field}]`, (input) => {
      const said = document.getElementById(input.getAttribute('aria-describedby') ?? '');
      const seen = (/** @type {Element | null} */ element) => {
        const { top, bottom, height } = element?.getBoundingClientRect() ?? new DOMRect();
        return height > 0 && top >= 0 && bottom <= innerHeight;
      };
      return {
        focused: document.activeElement === input,
        invalid: input.getAttribute('aria-invalid'),
        field: seen(input),
        said: seen(said),
        text: Boolean(said?.textContent),
      };
    });
    assert.deepEqual(shown, {
      focused: true,
      invalid: 'true',
      field: true,
      said: true,
      text: true,
    });
    await popup.page.keyboard.type('3');
    assert.equal(
      await popup.page.$eval(`[data-part=${field}]`, (input) => input.getAttribute('aria-invalid')),
      null,
    );
    await popup.close();
  });
}

test('half_typed_names_are_restored_and_the_name_fits_its_field', async () => {
  await the.save([newKey({ issuer: 'One', account: 'jane' }).uri]);
  let popup = await the.session.openAsTab();
  await popup.press(the.t('more_for', 'One'));
  await popup.press(the.t('edit'));
  assert.equal(await popup.held(the.t('shown_as')), 'One');
  await popup.write(the.t('shown_as'), 'Half a na');
  await popup.close();
  popup = await the.session.openAsTab();
  assert.equal(await popup.held(the.t('shown_as')), 'Half a na');
  await popup.press(the.t('back'));
  await popup.page.waitForSelector('.list');
  await popup.close();
  popup = await the.session.openAsTab();
  await popup.page.waitForSelector('.list');
  assert.deepEqual(await popup.titles(), ['One']);
  await popup.close();
});

test('unfinished_work_gives_way_to_a_page_of_an_account_and_can_be_resumed', async () => {
  await the.save([newKey({ issuer: 'Here' }).uri], the.practice.address);
  await leave('form', HALF_TYPED);
  const popup = await the.open();
  await popup.page.waitForSelector('.card');
  await popup.press(the.t('back_to_form'));
  assert.equal(await popup.held(the.t('secret_key')), 'JBSWY3DP');
});

test('unfinished_work_that_is_dismissed_is_gone', async () => {
  await the.save([newKey({ issuer: 'Here' }).uri], the.practice.address);
  await leave('form', HALF_TYPED);
  let popup = await the.open();
  await popup.named(the.t('back_to_form')).wait();
  await popup.press(the.t('foot_later'));
  await the.page.bringToFront();
  popup = await the.session.openAsTab();
  await popup.page.waitForSelector('.list');
  await popup.close();
});

test('the_next_step_is_one_button_that_can_be_dismissed', async () => {
  await the.save([newKey().uri]);
  let popup = await the.session.openAsTab();
  await popup.says(the.t('backup_none'));
  await popup.press(the.t('foot_later'));
  await popup.page.waitForSelector('.foot', { hidden: true });
  await popup.close();
  popup = await the.session.openAsTab();
  await popup.page.waitForSelector('.row');
  await popup.page.evaluate(() => new Promise((go) => requestIdleCallback(go)));
  await popup.page.waitForNetworkIdle({ idleTime: 300 });
  assert.equal(await popup.page.$eval('.foot', (foot) => foot.checkVisibility()), false);
  await popup.close();
});

test('no_backup_is_missing_when_sync_has_every_account', async () => {
  await the.save([newKey().uri]);
  await inExtension(the.session, () => chrome.storage.local.set({ sync: { on: true, fit: 1 } }));
  const popup = await the.session.openAsTab();
  await popup.says(the.t('protect_line'));
  assert.ok(!(await popup.text()).includes(the.t('backup_none')));
  await popup.close();
});

/** What an earlier popup left. @param {string} name @param {unknown} value */
function leave(name, value) {
  return inExtension(
    the.session,
    (name, value) => chrome.storage.session.set({ [name]: { value, until: Date.now() + 60_000 } }),
    name,
    value,
  );
}

test('a_comma_that_is_still_converted_separates_no_tags', async () => {
  await the.save([newKey({ issuer: 'One' }).uri]);
  const popup = await the.open();
  await popup.press(the.t('more_for', 'One'));
  await popup.page.waitForSelector('dialog[open]');
  await popup.press(the.t('edit'));
  await popup.page.waitForSelector('[data-part=tag]');
  await popup.page.focus('[data-part=tag]');
  const tags = () =>
    popup.page.$$eval('[data-part=tags] bdi', (all) => all.map(({ textContent }) => textContent));
  const devtools = await popup.page.createCDPSession();
  const end = 4;
  await devtools.send('Input.imeSetComposition', {
    text: 'しごと、',
    selectionStart: end,
    selectionEnd: end,
  });
  assert.deepEqual(await tags(), []);
  await devtools.send('Input.insertText', { text: '仕事、' });
  assert.deepEqual(await tags(), ['仕事']);
});
