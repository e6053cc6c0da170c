/** Small windows, long words, right-to-left text, and what screen readers hear. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { startLonger } from './long-sentences.mjs';
import { saveAll, stage } from './stage.mjs';

const the = stage();

/** @param {number} width @param {number} height */
const open = (width, height) =>
  the.session.openAsTab((page) => page.setViewport({ width, height }));

/**
 * How far anything reaches beyond the window's sides.
 * @param {import('./popup.mjs').Popup} popup
 */
const beyond = ({ page }) =>
  page.evaluate(() => {
    const reaching = [...document.querySelectorAll('body *')].filter(
      (element) => element.checkVisibility() && !element.closest('.unseen, svg, select'),
    );
    return reaching
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 0.5 ||
          element.getBoundingClientRect().left < -0.5,
      )
      .map((element) => element.outerHTML.slice(0, 90));
  });

/** @param {number} count */
const some = (count) =>
  the.save(
    Array.from(
      { length: count },
      (_, at) =>
        newKey({
          issuer: `Service ${String(at).padStart(2, '0')}`,
          account: 'jane.doe@example.com',
        }).uri,
    ),
  );

for (const [width, height] of /** @type {const} */ ([
  [360, 300],
  [200, 150],
  [160, 120],
])) {
  test(`at_${width}_by_${height}_the_list_fits_its_window_and_every_row_is_reached`, async () => {
    await some(12);
    const popup = await open(width, height);
    await popup.page.waitForSelector('.row');
    assert.deepEqual(await beyond(popup), []);
    const body = await popup.page.evaluate(() => [
      document.body.offsetWidth,
      document.body.offsetHeight,
      document.documentElement.scrollHeight,
    ]);
    assert.deepEqual(body, [width, height, height]);
    for (const key of /** @type {const} */ (['ArrowDown', 'End']))
      await popup.page.keyboard.press(key);
    await popup.page.waitForFunction(
      () =>
        document.activeElement?.closest('li')?.querySelector('.title')?.textContent ===
        'Service 11',
    );
    const seen = await popup.page.evaluate(() => {
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
      return [top >= 0, bottom <= innerHeight, document.querySelectorAll('.rows li').length < 12];
    });
    assert.deepEqual(seen, [true, true, true]);
    await popup.close();
  });
}

test('in_a_low_window_three_rows_can_be_seen_and_a_code_is_never_cut', async () => {
  await some(6);
  const popup = await open(360, 300);
  await popup.page.waitForSelector('.row');
  const whole = await popup.page.$$eval(
    '.rows [data-code]',
    (codes) => codes.filter((code) => code.getBoundingClientRect().bottom <= innerHeight).length,
  );
  assert.ok(whole >= 4, `${whole} codes`);
  await popup.close();
});

test('from_right_to_left_codes_keep_their_direction_and_what_points_back_points_the_other_way', async () => {
  await the.save([newKey({ issuer: 'GitHub' }).uri]);
  const popup = await the.session.openAsTab((page) =>
    page.evaluateOnNewDocument(() =>
      document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl')),
    ),
  );
  await popup.page.waitForSelector('[data-code]');
  /** Where the first digit is drawn, and the last. */
  const drawn = () =>
    popup.page.$$eval('[data-code]', (codes) =>
      codes
        .filter((code) => code.checkVisibility())
        .map(({ firstChild: text }) => {
          const at = (/** @type {number} */ place) => {
            const range = document.createRange();
            range.setStart(/** @type {Node} */ (text), place);
            range.setEnd(/** @type {Node} */ (text), place + 1);
            return range.getBoundingClientRect().left;
          };
          return at(0) < at((text?.textContent?.length ?? 1) - 1);
        }),
    );
  assert.deepEqual(await drawn(), [true]);
  await popup.page.locator('.row').click();
  await popup.says(/\u2068\d{3} \d{3}\u2069/u);
  await popup.press(the.t('more_for', '\u2068GitHub\u2069'));
  await popup.press(the.t('two_codes'));
  await popup.page.waitForSelector('.big');
  assert.deepEqual(await drawn(), [true, true]);
  assert.equal(
    await popup.page.$eval('[data-part=back] svg', (svg) => getComputedStyle(svg).transform),
    'matrix(-1, 0, 0, 1, 0, 0)',
  );
  await popup.close();
});

for (const [issuer, inSentence] of [
  ['בנק', '\u2068בנק\u2069'],
  ['Bank', 'Bank'],
]) {
  test(`a_name_keeps_its_direction_in_a_sentence_and_leaves_the_rest_alone_${issuer}`, async () => {
    await the.save([newKey({ issuer }).uri]);
    const popup = await the.session.openAsTab();
    await popup.press(the.t('more_for', inSentence ?? ''));
    await popup.press(the.t('delete'));
    await popup.says(the.t('deleted', inSentence ?? ''));
    await popup.close();
  });
}

test('sentences_that_are_half_as_long_again_break_nothing', async () => {
  const session = await startLonger();
  try {
    await saveAll(session, [
      newKey({ issuer: 'Amazon Web Services', account: 'jane.doe@123456789012' }).uri,
    ]);
    const popup = await session.openAsTab((page) => page.setViewport({ width: 360, height: 490 }));
    await popup.page.waitForSelector('.row');
    assert.deepEqual(await beyond(popup), []);
    await popup.page.locator('.more').click();
    await popup.page.locator('dialog [data-part=pair]').click();
    await popup.page.waitForSelector('.big');
    assert.deepEqual(await beyond(popup), []);
    const inside = await popup.page.$eval('.codes', (frame) =>
      [...frame.querySelectorAll('*')].every(
        (part) => part.getBoundingClientRect().right <= frame.getBoundingClientRect().right,
      ),
    );
    assert.ok(inside, 'all of the pair stands in its frame');
  } finally {
    await session.close();
  }
});

test('a_row_is_heard_as_what_it_does_digit_by_digit_with_the_time_it_has', async () => {
  const key = newKey({ issuer: 'GitHub', account: 'jane' });
  await the.save([key.uri]);
  const popup = await the.session.openAsTab();
  await popup.page.waitForSelector('[data-code]');
  const name = (await popup.page.$eval('.row', (row) => row.ariaLabel)) ?? '';
  const [digits = ''] = name.match(/(\d )+\d/u) ?? [];
  key.isCode(digits.replaceAll(' ', ''));
  const left = Number(name.match(/seconds left: (\d+)/u)?.[1]);
  assert.equal(name, the.t('row_copy', 'GitHub, jane', digits, left));
  assert.ok(left > 0 && left <= 30, name);
  assert.equal(
    await popup.page.$eval('.list h1', (heading) => heading.textContent),
    the.t('accounts'),
  );
  await popup.close();
});

test('a_truncated_name_can_be_read_in_full', async () => {
  const issuer = 'An issuer whose name goes on for much longer than any row is wide';
  await the.save([newKey({ issuer }).uri]);
  const popup = await the.session.openAsTab();
  assert.equal(
    await popup.page.$eval('.row .title', (title) => /** @type {HTMLElement} */ (title).title),
    issuer,
  );
  await popup.close();
});

test('two_codes_are_called_mfa_codes_where_aws_calls_them_so', async () => {
  await the.save([newKey({ issuer: 'GitHub' }).uri]);
  const popup = await the.session.openAsTab();
  await popup.press(the.t('more_for', 'GitHub'));
  await popup.press(the.t('two_codes'));
  await popup.says(the.t('code_number_1'));
  assert.ok(!(await popup.text()).includes(the.t('code_1')));
  await popup.close();
});

test('nothing_moves_if_the_user_wants_reduced_motion', async () => {
  const popup = await the.session.openAsTab((page) =>
    page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]),
  );
  const turning = await popup.page.evaluate(() => {
    const button = document.createElement('button');
    button.ariaBusy = 'true';
    document.body.append(button);
    return getComputedStyle(button, '::before').animationName;
  });
  assert.ok(!turning.includes('turn'), turning);
  await popup.close();
});

test('a_tab_of_the_popup_scans_no_page_however_it_was_opened', async () => {
  const popup = await the.session.openAsTab();
  await popup.press(the.t('scan_page'));
  await popup.says(the.t('error_own_tab'));
  await popup.close();
});

test('in_a_tab_the_list_stands_in_the_middle_of_the_window', async () => {
  await the.save([newKey({ issuer: 'GitHub' }).uri]);
  const popup = await the.session.openAsTab(
    (page) => page.setViewport({ width: 1280, height: 900 }),
    'extension/popup/popup.html#tab',
  );
  await popup.page.waitForSelector('.row');
  const { left, right, above, below, width } = await popup.page.evaluate(() => {
    const box = document.body.getBoundingClientRect();
    return {
      left: box.left,
      right: innerWidth - box.right,
      above: box.top,
      below: innerHeight - box.bottom,
      width: box.width,
    };
  });
  assert.ok(width >= 480, `${width} px`);
  assert.ok(Math.abs(left - right) < 2 && left > 0, `${left} on the left, ${right} on the right`);
  assert.ok(above > 0 && below > 0, `${above} above, ${below} below`);
  await popup.close();
});

test('in_a_tab_a_sheet_stands_in_the_middle_of_the_window', async () => {
  await the.save([newKey({ issuer: 'GitHub' }).uri]);
  const popup = await the.session.openAsTab(undefined, 'extension/popup/popup.html#tab');
  await popup.press(the.t('more_for', 'GitHub'));
  await popup.page.waitForSelector('dialog[open]');
  const { above, below } = await popup.page.$eval('dialog', (dialog) => {
    const { top, bottom } = dialog.getBoundingClientRect();
    return { above: top, below: innerHeight - bottom };
  });
  assert.ok(Math.abs(above - below) < 2, `${above} above, ${below} below`);
  await popup.close();
});
