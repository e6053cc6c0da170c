/**
 * Single pictures of a page: those out of view, which are scrolled to, and the one whose context
 * menu was opened.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { create, toBuffer, toDataURL } from 'qrcode';
import { newKey } from './keys.mjs';
import { popupOf } from './popup.mjs';
import { inExtension, stage, workerOf } from './stage.mjs';

const the = stage();

/**
 * A bare page, and under its other name another site, with a picture that the page may show and not
 * read.
 * @type {import('node:http').Server}
 */
let server;
let here = '';
let elsewhere = '';
/** @type {Buffer} */
let served;

before(async () => {
  server = createServer(({ url }, response) => {
    response.setHeader('content-type', url === '/picture' ? 'image/png' : 'text/html');
    response.end(
      url === '/picture'
        ? served
        : url === '/frame'
          ? '<body style="margin:0"><img src="/picture" width="300">'
          : '<!doctype html><title>Bare</title>',
    );
  });
  await new Promise((there) => server.listen(0, () => there(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  [here, elsewhere] = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`];
});
after(() => server.close());

/** A picture of a QR code, as a data URL. @param {string} text @param {number} [width] */
const drawn = (text, width = 300) => toDataURL(text, { width, margin: 4 });

/** As SVG. @param {string} text */
function vector(text) {
  const { size, data } = create(text, {}).modules;
  const dark = [...data].flatMap((bit, at) =>
    bit ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : [],
  );
  return `<svg width="240" height="240" viewBox="-4 -4 ${size + 8} ${size + 8}" shape-rendering="crispEdges"><path d="${dark.join('')}"/></svg>`;
}

const FAR = '<h1 style="height: 2500px; margin: 0">The page begins far above</h1>';

/** Names of inputs that stand in the place of what their form has by that name. */
const CLOBBERING = [
  'parentNode',
  'parentElement',
  'ownerDocument',
  'nodeType',
  'shadowRoot',
  'getBoundingClientRect',
  'scrollBy',
  'clientHeight',
  'getAttribute',
  'matches',
  'checkVisibility',
];

/**
 * In half blocks, two rows of modules to a line, with space between the lines.
 * @param {string} text
 */
function blocks(text) {
  const { size, data } = create(text, {}).modules;
  const dark = (/** @type {number} */ x, /** @type {number} */ y) =>
    x >= 0 && x < size && y < size && data[y * size + x] === 1;
  const lines = [];
  for (let y = 0; y < size; y += 2) {
    let line = '';
    for (let x = -2; x < size + 2; x += 1)
      line += ' ▀▄█'[Number(dark(x, y)) + 2 * Number(dark(x, y + 1))];
    lines.push(line);
  }
  return `<pre style="display: inline-block; margin: 0; padding: 24px; font: 12px/17px 'DejaVu Sans Mono'">${lines.join('\n')}</pre>`;
}

/**
 * Where a QR code can be that the screen does not show.
 * @type {[string, (text: string) => Promise<string>][]}
 */
const PLACES = [
  ['an_image_far_below', async (text) => `${FAR}<img src="${await drawn(text)}">${FAR}`],
  ['half_blocks_of_a_terminal_far_below', async (text) => `${FAR}${blocks(text)}${FAR}`],
  [
    'a_background_larger_than_the_view',
    async (text) =>
      `${FAR}<div style="width: 1500px; height: 1500px; background: url(${await drawn(text, 1500)})"></div>`,
  ],
  [
    'a_vector_in_a_box_that_scrolls_in_an_open_dialog',
    async (text) =>
      `${FAR}<dialog style="height: 300px; overflow: hidden"><div style="height: 280px; overflow: auto"><p style="height: 900px">Above</p>${vector(text)}</div></dialog>`,
  ],
  [
    'a_form_whose_inputs_are_named_like_what_it_has_of_its_own',
    async (text) =>
      `${FAR}<form style="height: 300px; overflow: auto">${CLOBBERING.map((name) => `<input type="hidden" name="${name}">`).join('')}<p style="height: 900px">Above</p>${vector(text)}</form>`,
  ],
  [
    'a_canvas_in_a_frame_of_the_same_site',
    async (text) =>
      `${FAR}<iframe width="600" height="350" srcdoc="<p style='height: 900px'>Above</p><canvas width='300' height='300' data-source='${await drawn(text)}'></canvas>"></iframe>`,
  ],
];

/** Shows a page of our own, and notes what is changed in it. @param {string} html */
async function page(html) {
  await the.page.goto(here);
  await the.page.evaluate(async (html) => {
    document.body.innerHTML = html;
    document.querySelector('dialog')?.showModal();
    for (const frame of document.querySelectorAll('iframe')) {
      await new Promise((loaded) => frame.addEventListener('load', loaded, { once: true }));
      for (const canvas of frame.contentDocument?.querySelectorAll('canvas') ?? []) {
        const image = new Image();
        image.src = canvas.dataset['source'] ?? '';
        await image.decode();
        canvas.getContext('2d')?.drawImage(image, 0, 0);
      }
    }
    await Promise.all([...document.images].map((image) => image.decode()));
    scrollTo(0, 120);
    const seen = { changes: 0, scrolls: 0 };
    Object.assign(globalThis, { seen });
    addEventListener('scroll', () => (seen.scrolls += 1), { capture: true });
    new MutationObserver(() => (seen.changes += 1)).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  }, html);
}

/** The page's state: scroll position, open dialogs, changes of its elements. */
const standing = () =>
  the.page.evaluate(() => ({
    scrolled: scrollY,
    inner: [...document.querySelectorAll('*')].map((element) => element.scrollTop).filter(Boolean),
    open: document.querySelectorAll('dialog[open]').length,
    changes: /** @type {{ seen: { changes: number } }} */ (/** @type {unknown} */ (globalThis)).seen
      .changes,
  }));

for (const [name, place] of PLACES) {
  test(`${name}_is_scrolled_to_read_and_the_page_put_back`, async () => {
    const key = newKey({ issuer: 'Out of view', bytes: 32 });
    await page(await place(key.uri));
    const before = await standing();
    const popup = await the.scan();
    await popup.says(the.t('found_title'));
    assert.equal(await popup.held(the.t('issuer')), 'Out of view');
    assert.deepEqual(await standing(), before);
  });
}

test('a_popup_that_is_closed_meanwhile_leaves_no_page_scrolled', async () => {
  await page(`${FAR}<canvas width="300" height="300"></canvas>${FAR}`);
  const popup = await the.scan();
  await the.page.waitForFunction(() => scrollY > 1000);
  await popup.close();
  await the.page.waitForFunction(() => scrollY === 120);
});

test('where_all_can_be_seen_nothing_is_scrolled', async () => {
  await page('<p>Nothing but a text</p>');
  const popup = await the.scan();
  await popup.says(the.t('error_nothing_found'));
  assert.deepEqual(
    await the.page.evaluate(
      () =>
        /** @type {{ seen: { scrolls: number } }} */ (/** @type {unknown} */ (globalThis)).seen
          .scrolls,
    ),
    0,
  );
});

test('a_code_cut_off_by_the_window_is_found_at_once_and_the_rest_of_the_page_left_alone', async () => {
  const key = newKey({ issuer: 'Cut off' });
  await page(
    `<div style="height: 500px"></div><img src="${await drawn(key.uri)}">${FAR}<img src="${await drawn('far below')}">`,
  );
  const before = await standing();
  const popup = await the.scan();
  await popup.says(the.t('found_title'));
  assert.equal(await popup.held(the.t('issuer')), 'Cut off');
  assert.deepEqual(await standing(), before);
});

test('a_key_out_of_view_is_found_beside_a_code_in_view_that_is_none', async () => {
  const key = newKey({ issuer: 'Below' });
  await page(
    `<img src="${await drawn('https://example.org/app')}">${FAR}<img src="${await drawn(key.uri)}">`,
  );
  const popup = await the.scan();
  await popup.says(the.t('found_title'));
  assert.equal(await popup.held(the.t('issuer')), 'Below');
});

test('when_nothing_is_a_code_the_popup_says_so_after_every_picture', async () => {
  await page(`${FAR}<canvas width="300" height="300"></canvas>${FAR}`);
  const before = await standing();
  const popup = await the.scan();
  await popup.says(the.t('scanning_unseen'));
  await popup.says(the.t('error_nothing_found'));
  assert.deepEqual(await standing(), before);
  assert.ok(await popup.has(the.t('mark_title')));
});

/**
 * Fires *Scan this image* as the browser does, and returns what opens. The menu can't be opened
 * without a display, so a toolbar click before gives the access to the page.
 * @param {string} source @param {string} [broken] why the browser opens no popup
 */
async function choose(source, broken = '') {
  const worker = await workerOf(the.session);
  await (await the.open()).close();
  const { browser } = the.session;
  const ours = the.session.address('extension/popup/');
  await browser.waitForTarget(
    () => !browser.targets().some((target) => target.url().startsWith(ours)),
  );
  const opening = browser.waitForTarget((target) => target.url().startsWith(ours));
  await worker.evaluate(
    async (srcUrl, broken) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const { openPopup } = chrome.action;
      if (broken) chrome.action.openPopup = () => Promise.reject(new Error(broken));
      /** @type {{ dispatch(...values: unknown[]): void }} */ (
        /** @type {unknown} */ (chrome.contextMenus.onClicked)
      ).dispatch({ menuItemId: 'menu_scan_image', srcUrl }, tab);
      chrome.action.openPopup = openPopup;
    },
    source,
    broken,
  );
  return popupOf(await (await opening).asPage());
}

test('the_menu_reads_a_picture_by_its_own_pixels_however_small_it_is_shown', async () => {
  const key = newKey({ issuer: 'By the menu' });
  const source = await drawn(key.uri);
  await page(`<img src="${source}" width="44" height="44">`);
  const popup = await choose(source);
  await popup.says(the.t('found_title'));
  await popup.press(the.t('save'));
  await popup.says(the.t('saved', 'By the menu'));
  key.isCode((await popup.codes())[0]);
});

for (const [name, html] of /** @type {const} */ ([
  [
    'another_site_is_read_from_the_screen',
    (/** @type {string} */ source) => `${FAR}<img src="${source}" width="250">`,
  ],
  [
    'a_frame_of_another_site_is_read_from_the_screen',
    () => `<iframe src="${elsewhere}frame" width="400" height="400"></iframe>`,
  ],
])) {
  test(`a_picture_of_${name}`, async () => {
    const key = newKey({ issuer: 'Elsewhere' });
    served = await toBuffer(key.uri, { width: 300 });
    await page(html(`${elsewhere}picture`));
    const before = await standing();
    const popup = await choose(`${elsewhere}picture`);
    await popup.says(the.t('found_title'));
    assert.equal(await popup.held(the.t('issuer')), 'Elsewhere');
    assert.deepEqual(await standing(), before);
  });
}

test('where_the_popup_cannot_be_opened_a_tab_of_our_own_reads_the_page', async () => {
  const key = newKey({ issuer: 'In a tab' });
  await page(`<img src="${await drawn(key.uri)}">`);
  const tab = await choose('data:', 'no popup');
  await tab.says(the.t('found_title'));
  assert.equal(await tab.held(the.t('issuer')), 'In a tab');
  await tab.close();
});

test('a_capture_that_is_too_large_to_be_kept_opens_the_tab_that_says_so', async () => {
  const key = newKey({ issuer: 'Too large' });
  await page(`<img src="${await drawn(key.uri)}">`);
  await inExtension(the.session, async () => {
    const { session } = chrome.storage;
    const left = session.QUOTA_BYTES - (await session.getBytesInUse());
    await session.set({ filler: 'x'.repeat(left - 3000) });
  });
  try {
    const tab = await choose('data:', 'no popup');
    await tab.says(the.t('error_cannot_capture'));
    await tab.close();
  } finally {
    await inExtension(the.session, () => chrome.storage.session.remove('filler'));
  }
});

/** The view of the frame, over a picture with a code at its left and one at its right. */
async function marking() {
  const [left, right] = [newKey({ issuer: 'Left' }), newKey({ issuer: 'Right' })];
  await page(`<body style="margin: 0; display: flex; align-items: center; width: 800px; height: 400px">
    <img src="${await drawn(left.uri)}" style="margin: 50px"><img src="${await drawn(right.uri)}" style="margin: 50px">`);
  const clip = { x: 0, y: 0, width: 800, height: 400 };
  await the.page.evaluate(() => scrollTo(0, 0));
  const picture = `data:image/png;base64,${await the.page.screenshot({ clip, encoding: 'base64' })}`;
  await inExtension(
    the.session,
    (picture) =>
      chrome.storage.session.set({
        asked: {
          value: { mark: true, by: 'page', picture, url: 'https://example.org/' },
          until: Date.now() + 60_000,
        },
      }),
    picture,
  );
  const popup = await the.session.openAsTab();
  await popup.says(the.t('mark_text'));
  return popup;
}

test('only_what_is_in_the_frame_is_read_drawn_by_pointer', async () => {
  const { page, ...popup } = await marking();
  const { x, y, width, height } = await page.$eval('[data-part=picture]', (image) =>
    image.getBoundingClientRect().toJSON(),
  );
  await page.mouse.move(x + width * 0.52, y + height * 0.05);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.98, y + height * 0.95, { steps: 3 });
  await page.mouse.up();
  await popup.press(the.t('mark_read'));
  await popup.says(the.t('found_title'));
  assert.equal(await popup.held(the.t('issuer')), 'Right');
  await popup.says(the.t('found_on', 'example.org'));
  await page.close();
});

test('only_what_is_in_the_frame_is_read_moved_by_keys', async () => {
  const { page, ...popup } = await marking();
  assert.equal(await popup.focused(), the.t('mark_title'));
  for (const [key, times] of /** @type {const} */ ([
    ['ArrowLeft', 13],
    ['ArrowUp', 7],
  ]))
    for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
  await page.keyboard.down('Shift');
  for (let i = 0; i < 13; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Shift');
  await page.keyboard.press('Enter');
  await popup.says(the.t('found_title'));
  assert.equal(await popup.held(the.t('issuer')), 'Left');
  await page.close();
});

test('a_frame_without_a_code_can_be_drawn_again_and_larger_in_a_tab', async () => {
  await page('<p>Nothing but a text</p>');
  const popup = await the.scan();
  await popup.says(the.t('error_nothing_found'));
  await popup.press(the.t('mark_title'));
  await popup.says(the.t('mark_text'));
  await popup.press(the.t('mark_read'));
  await popup.says(the.t('mark_nothing'));
  const opening = the.session.browser.waitForTarget((target) =>
    target.url().endsWith('popup.html#tab'),
  );
  await popup.pressAway(the.t('open_in_tab'));
  const tab = await popupOf(await (await opening).asPage());
  await tab.says(the.t('mark_text'));
  const width = await tab.page.$eval(
    '[data-part=picture]',
    (image) => image.getBoundingClientRect().width,
  );
  assert.ok(width > 500, `${width} px`);
  await tab.close();
});
