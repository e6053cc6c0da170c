/** *Scan QR on page*: what is found, what becomes of it, and every way of finding nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';
import { until } from './until.mjs';

const the = stage();

for (const draw of ['img', 'canvas', 'svg']) {
  for (const theme of ['light', 'dark']) {
    test(`a_${theme}_code_drawn_as_${draw}_is_found_and_saved`, async () => {
      const key = newKey({
        issuer: 'Amazon Web Services',
        account: 'jane.doe@123456789012',
        bytes: 40,
      });
      await the.show([key.uri], { draw, theme });
      const popup = await the.scan();
      await popup.says(the.t('found_title'));
      await popup.press(the.t('save'));
      await popup.says(the.t('two_codes_for', 'AWS'));
      const [first, second] = await popup.codes();
      key.isCode(second);
      key.isCode(first, -30);
    });
  }
}

test('a_code_in_two_colours_of_one_brightness_is_found', async () => {
  const key = newKey();
  await the.show([key.uri], { draw: 'svg' });
  await the.page.$eval('.qr', (qr) => {
    if (!(qr instanceof SVGElement)) throw new Error('not drawn as SVG');
    Object.assign(qr.style, { background: 'rgb(0 102 0)', fill: 'rgb(200 0 0)' });
  });
  const popup = await the.scan();
  await popup.says(the.t('found_title'));
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', key.issuer));
});

test('a_name_that_was_edited_is_what_the_account_is_called', async () => {
  const key = newKey();
  await the.show([key.uri]);
  const popup = await the.scan();
  await popup.write(the.t('shown_as'), 'My work account');
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'My work account'));
  assert.deepEqual(await popup.titles(), ['My work account']);
  key.isCode((await popup.codes())[0]);
});

test('several_codes_are_a_list_to_choose_from', async () => {
  const keys = ['One', 'Two', 'Three'].map((issuer) => newKey({ issuer }));
  await the.show(keys.map(({ uri }) => uri));
  const popup = await the.scan();
  await popup.says(the.t('several_title', 3));
  for (const issuer of ['One', 'Three']) await popup.page.locator(`::-p-text(${issuer})`).click();
  await popup.press(the.t('save'));
  await popup.says(the.t('saved_several', 2));
  assert.deepEqual((await popup.titles()).sort(), ['One', 'Three']);
});

for (const issuers of [['One'], ['One', 'Two']]) {
  test(`a_double_click_on_save_adds_${issuers.length}_once`, async () => {
    await the.show(issuers.map((issuer) => newKey({ issuer }).uri));
    const popup = await the.scan();
    await popup.named(the.t('save')).wait();
    if (issuers.length > 1)
      for (const issuer of issuers) await popup.page.locator(`::-p-text(${issuer})`).click();
    await popup.pressTwice(the.t('save'));
    await popup.page.waitForSelector('.rows li');
    assert.deepEqual((await popup.titles()).sort(), issuers);
  });
}

test('a_code_without_a_key_shows_the_start_of_its_text', async () => {
  await the.show(['https://example.org/not-a-key']);
  const popup = await the.scan();
  await popup.says(the.t('no_key_title'));
  await popup.says('https://example.org/not-a-key');
  await popup.named(the.t('scan_again')).wait();
});

test('a_long_text_that_is_no_key_is_cut', async () => {
  await the.show([`${'words '.repeat(40)}end`]);
  const popup = await the.scan();
  const text = await popup.says('words words');
  assert.ok(text.includes('…') && !text.includes('end'), text);
});

test('a_key_with_a_fault_says_which', async () => {
  await the.show(['otpauth://totp/Example:me?issuer=Example']);
  const popup = await the.scan();
  await popup.says(the.t('error_uri_no_secret'));
});

test('when_nothing_is_found_the_picture_and_alternatives_are_shown', async () => {
  await the.page.goto(the.practice.address);
  const popup = await the.scan();
  await popup.says(the.t('error_nothing_found'));
  const seen = await popup.page.waitForSelector('img.seen');
  const size = await seen?.evaluate(async (element) => {
    const image = /** @type {HTMLImageElement} */ (element);
    await image.decode();
    return [image.naturalWidth, image.getBoundingClientRect().width];
  });
  assert.ok(
    size?.every((side) => side && side > 100),
    String(size),
  );
  // Said again, and not still.
  await seen?.evaluate((image) => (image.id = 'before'));
  await popup.press(the.t('zoom_and_scan'));
  await popup.page.waitForSelector('img.seen:not(#before)');
  await popup.says(the.t('error_nothing_found'));
  assert.equal(
    await the.page.evaluate(() => devicePixelRatio),
    1,
    'the page is shown at its own size again',
  );
  await popup.press(the.t('paste_secret_key'));
  await popup.named(the.t('secret_key'), 'textbox').wait();
});

test('a_page_that_was_enlarged_for_a_scan_is_small_again_if_the_popup_closes_meanwhile', async () => {
  await the.page.goto(the.practice.address);
  const density = () => the.page.evaluate(() => devicePixelRatio);
  const before = await density();
  const popup = await the.scan();
  await popup.named(the.t('zoom_and_scan')).wait();
  // The scan never ends.
  await popup.page.evaluate(() => {
    chrome.tabs.captureVisibleTab = () => new Promise(() => {});
  });
  await popup.press(the.t('zoom_and_scan'));
  await until(
    async () => (await density()) > before,
    () => 'not enlarged',
  );
  await popup.close();
  await until(
    async () => (await density()) === before,
    () => 'still enlarged',
  );
});

test('a_key_that_is_saved_already_is_opened_instead', async () => {
  const key = newKey({ issuer: 'Amazon Web Services', account: 'jane.doe@123456789012' });
  await the.save([key.uri]);
  await the.show([key.uri]);
  const popup = await the.scan();
  await popup.says(the.t('already_saved', 'jane.doe'));
  assert.ok(!(await popup.has(the.t('save'))));
  await popup.press(the.t('open_account'));
  await popup.says(the.t('two_codes_for', 'AWS'));
  key.isCode((await popup.codes())[1]);
});

for (const [choice, count] of /** @type {const} */ ([
  ['replace', 1],
  ['keep_both', 2],
])) {
  test(`the_same_name_with_another_key_leaves_${count}_after_${choice}`, async () => {
    const [old, fresh] = [newKey(), newKey()];
    await the.save([old.uri]);
    await the.show([fresh.uri]);
    const popup = await the.scan();
    await popup.says(the.t('same_label', 'Example'));
    assert.ok(!(await popup.has(the.t('save'))));
    await popup.press(the.t(choice));
    await popup.says(the.t('saved', 'Example'));
    const codes = await popup.codes();
    assert.equal(codes.length, count);
    assert.ok(fresh.recent().some((code) => codes.includes(code)));
  });
}

test('a_scanned_name_loses_invisible_characters_before_it_is_compared', async () => {
  const [first, second] = [newKey({ issuer: 'Bank', account: 'ana' }), newKey()];
  await the.save([first.uri]);
  const hidden = encodeURIComponent('\u200b\u2060\ufeff\u202e\u2067\u200f');
  const name = `${hidden}B${hidden}ank${hidden}`;
  await the.show([`otpauth://totp/${name}:${hidden}ana?secret=${second.secret}&issuer=${name}`]);
  const popup = await the.scan();
  await popup.says(the.t('same_label', 'Bank'));
  assert.equal(await popup.held(the.t('shown_as')), 'Bank');
  await popup.press(the.t('keep_both'));
  await popup.says(the.t('saved', 'Bank'));
  assert.deepEqual(await popup.titles(), ['Bank', 'Bank']);
});

test('an_unsaved_scan_result_is_kept_for_two_minutes', async () => {
  const key = newKey();
  await the.show([key.uri]);
  let popup = await the.scan();
  await popup.write(the.t('shown_as'), 'Half done');
  await the.page.bringToFront();
  popup = await the.open();
  assert.equal(await popup.held(the.t('shown_as')), 'Half done');
  await the.page.bringToFront();
  const late = await the.session.openAsTab((page) =>
    page.evaluateOnNewDocument(() => {
      const now = Date.now;
      Date.now = () => now() + 121_000;
    }),
  );
  assert.ok(!(await late.text()).includes(the.t('found_title')));
  await late.close();
});

test('leaving_a_scan_result_forgets_it', async () => {
  await the.show([newKey().uri]);
  const popup = await the.scan();
  await popup.says(the.t('found_title'));
  await popup.press(the.t('back'));
  await popup.says(the.t('empty_title'));
  await the.page.bringToFront();
  await (await the.open()).says(the.t('empty_title'));
});

/** @typedef {{ began: number, spun: number, asked: number, ended: number[] }} Times */

/**
 * Takes the popup's reader the pictures away, so that it never answers, and notes when things
 * happen.
 * @param {import('./popup.mjs').Popup} popup
 */
async function scanForEver(popup) {
  await popup.page.evaluate(() => {
    /** @type {Times} */
    const times = { began: 0, spun: 0, asked: 0, ended: [] };
    Object.assign(globalThis, { times });
    Worker.prototype.postMessage = () => void (times.asked = performance.now());
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () {
      times.ended.push(performance.now());
      terminate.call(this);
    };
    const later = globalThis.setTimeout;
    Object.assign(globalThis, {
      setTimeout: (/** @type {() => void} */ act, /** @type {number} */ after) => {
        if (after === 150) times.began ||= performance.now();
        return later(act, after);
      },
    });
    new MutationObserver(() => {
      const wait = document.querySelector('[data-part=wait]');
      if (wait?.checkVisibility()) times.spun ||= performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await popup.press(the.t('scan_page'));
  return () =>
    popup.page.evaluate(
      () => /** @type {{ times: Times }} */ (/** @type {unknown} */ (globalThis)).times,
    );
}

test('a_reader_that_takes_longer_than_4_s_is_stopped_with_a_message', async () => {
  const popup = await the.open();
  const noted = await scanForEver(popup);
  await popup.says(the.t('error_picture_too_slow'));
  const { asked, ended } = await noted();
  const took = (ended[0] ?? 0) - asked;
  assert.ok(took > 3900 && took < 5500, `${took} ms`);
  assert.equal(ended.length, 1);
});

test('a_spinner_and_cancel_come_after_150_ms_and_cancel_ends_the_reader', async () => {
  const popup = await the.open();
  const noted = await scanForEver(popup);
  await popup.says(the.t('scanning'));
  assert.equal(await popup.focused(), the.t('cancel'));
  await popup.press(the.t('cancel'));
  await popup.says(the.t('empty_title'));
  const { began, spun, ended } = await noted();
  assert.ok(began > 0, 'the wait for the spinner began');
  assert.ok(spun - began >= 145, `${spun - began} ms`);
  assert.equal(ended.length, 1);
});

test('a_page_that_cannot_be_captured_has_a_message_and_an_alternative', async () => {
  for (const address of ['about:blank', `view-source:${the.practice.address}`]) {
    const page = await the.session.tab(address);
    const popup = await the.session.openPopup(page);
    await popup.press(the.t('scan_page'));
    await popup.says(the.t('error_cannot_capture'));
    await popup.press(the.t('paste_secret_key'));
    await popup.named(the.t('secret_key'), 'textbox').wait();
    await popup.close();
    await page.close();
  }
});

test('in_a_tab_of_its_own_there_is_no_page_to_scan', async () => {
  const tab = await the.session.tab(the.session.address('extension/popup/popup.html#tab'));
  const hands = handsOn(tab);
  await hands.press(the.t('scan_page'));
  await hands.says(the.t('error_own_tab'));
  assert.ok(!(await hands.has(the.t('scan_again'))));
  await tab.close();
});
