/**
 * Every view in a small window, as browser zoom and low screens make it: nothing reaches beyond the
 * sides, and every control can be brought into view and pressed. In both languages, since words
 * have other lengths there, and once with sentences half as long again, as in languages to come.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBrowser } from './harness.mjs';
import { startLonger } from './longer.mjs';
import { scenes } from './scenes.mjs';
import { scenesOfAccounts } from './scenes-accounts.mjs';
import { scenesOfExchange } from './scenes-exchange.mjs';
import { scenesOfProtection } from './scenes-protect.mjs';

/** @typedef {import('./scenes.mjs').Scene} Scene */
/** @typedef {import('./harness.mjs').Session} Session */

/** The popup as it is, on a low screen, and at 400 % (WCAG 2.2, 1.4.10 asks for less). */
const SIZES = /** @type {const} */ ([
  [360, 540],
  [360, 300],
  [200, 150],
]);
const LANGS = /** @type {const} */ (['en', 'ja']);
const NAMES =
  'empty list-3 list-50 list-card list-card-pair card-refused clock-warned clock-followed menu delete edit pair pair-fill pair-done ' +
  'found found-same found-replace several no-key nothing-found mark cannot-capture hand hand-wrong image unreadable add more keys refused ' +
  'ask locked locked-wrong more-protected accounts-tags-50 accounts-edit-tagged icons-choose accounts-selecting accounts-tagging ' +
  'accounts-sort accounts-hidden-pair accounts-likely accounts-counter accounts-checkup accounts-options-display ' +
  'options-first options-code options-protected options-empty options-confirm options-sync options-sync-join options-trash options-question ' +
  'options-auto-failed exchange-start exchange-review exchange-mapping exchange-export-plain exchange-export-own exchange-paper';

/** @type {Session[]} */
let sessions = [];
/** @type {Session | undefined} */
let long;
before(async () => {
  sessions = await Promise.all(LANGS.map((lang) => startBrowser({ lang })));
  long = await startLonger();
});
after(() => Promise.all([...sessions, long].map((session) => session?.close())));

/** Shows a scene. @param {Session} session @param {Scene} scene @param {[number, number]} [size] */
async function open(session, scene, [width, height] = [360, 540]) {
  const popup = await session.openAsTab(async (page) => {
    await page.goto(session.address('extension/icons/tandem-16.png'));
    await page.setViewport({ width, height });
    await scene.prepare(page, session);
  }, scene.page);
  await scene.act?.(popup, session);
  return popup;
}

/**
 * Runs in the page: what reaches beyond the window's sides, and the controls that cannot be
 * pressed.
 */
function faults() {
  const named = (/** @type {Element} */ element) =>
    element.outerHTML.replaceAll(/\s+/gu, ' ').slice(0, 110);
  const dialog = document.querySelector('dialog[open]');
  const root = dialog ?? document.body;
  const seen = [...root.querySelectorAll('*')].filter(
    (element) => element.checkVisibility() && !element.closest('.unseen, svg, select, .rows'),
  );
  /**
   * What is cut with an ellipsis tells the rest elsewhere.
   * @param {Element | null} element
   * @returns {boolean}
   */
  const isCut = (element) =>
    element !== null &&
    (getComputedStyle(element).textOverflow === 'ellipsis' || isCut(element.parentElement));
  /**
   * What a place of its own scrolls sideways can be brought into view.
   * @param {Element | null} element
   * @returns {boolean}
   */
  const isScrolled = (element) =>
    element !== null &&
    element !== document.body &&
    element.parentElement !== document.body &&
    ((/auto|scroll/u.test(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth) ||
      isScrolled(element.parentElement));
  const beyond = seen.filter((element) => {
    if (isCut(element.parentElement) || isScrolled(element.parentElement)) return false;
    const { left, right } = element.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5;
  });
  const controls = [
    ...root.querySelectorAll('button, input, select, textarea, summary, [tabindex="0"]'),
  ].filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    const off = 'disabled' in control && control.disabled;
    return control.checkVisibility({ visibilityProperty: true }) && !off && width * height > 1;
  });
  const covered = controls.filter((control) => {
    // Rows are drawn as they come into view, and others go.
    if (!control.isConnected) return false;
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    // The middle of what can be seen of one that is larger than the window.
    const hit = document.elementFromPoint(
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    );
    const label = control instanceof HTMLInputElement && control.labels?.[0];
    return !hit || !(control.contains(hit) || (label && label.contains(hit)));
  });
  return { beyond: beyond.map(named), covered: covered.map(named) };
}

const all = [...scenes, ...scenesOfProtection, ...scenesOfAccounts, ...scenesOfExchange];
for (const name of NAMES.split(' ')) {
  test(`in_small_windows_${name.replaceAll('-', '_')}_stays_within_its_sides_and_every_control_can_be_pressed`, async () => {
    const scene = all.find((one) => one.name === name);
    assert.ok(scene, `there is no scene ${name}`);
    for (const session of [...sessions, long]) {
      if (!session) throw new Error('only inside a test');
      const popup = await open(session, scene);
      for (const [width, height] of session === long ? SIZES.slice(0, 1) : SIZES) {
        await popup.page.setViewport({ width, height });
        await popup.page.evaluate(
          () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
        );
        assert.deepEqual(
          await popup.page.evaluate(faults),
          { beyond: [], covered: [] },
          `${session === long ? 'long words' : session.lang} ${width} × ${height}`,
        );
      }
      await popup.close();
    }
  });
}

test('a_popup_that_chromium_measures_has_the_styles_that_it_will_have', async () => {
  const [session] = sessions;
  const list = all.find(({ name }) => name === 'list-3');
  if (!session || !list) throw new Error('only inside a test');
  const popup = await open(session, list);
  const styles = () =>
    popup.page.$$eval('body *', (elements) =>
      elements.map((element) => {
        const { display, fontSize, padding, flexWrap, overflow } = getComputedStyle(element);
        return [element.className, display, fontSize, padding, flexWrap, overflow].join(' ');
      }),
    );
  const wanted = await styles();
  // Its size before each measuring, many times while it opens.
  await popup.page.setViewport({ width: 25, height: 25 });
  assert.equal(await popup.page.evaluate(() => innerWidth), 25);
  assert.deepEqual(await styles(), wanted);
  await popup.close();
});

test('the_choice_when_to_lock_shows_all_of_its_own_sentence_in_either_browser', async () => {
  const scene = all.find(({ name }) => name === 'options-protected');
  if (!scene) throw new Error('there is no such scene');
  for (const session of sessions) {
    const page = await session.openAsTab(async (page) => {
      await page.goto(session.address('extension/icons/tandem-16.png'));
      await page.setViewport({ width: 760, height: 760 });
      await scene.prepare(page, session);
    }, scene.page);
    await page.page.waitForSelector('[data-part=after]');
    for (const key of ['lock_close', 'lock_close_alone', 'lock_never']) {
      const [wanted, has] = await page.page.$eval(
        '[data-part=after]',
        (element, text) => {
          const select = /** @type {HTMLSelectElement} */ (element);
          select.append(new Option(text, text));
          select.value = text;
          const free = /** @type {HTMLSelectElement} */ (select.cloneNode(true));
          free.style.cssText = 'position: absolute; width: max-content';
          document.body.append(free);
          const widths = [free.offsetWidth, select.offsetWidth];
          free.remove();
          return widths;
        },
        session.words(key),
      );
      assert.ok(Number(has) >= Number(wanted), `${session.lang} ${key}: ${has} of ${wanted} px`);
    }
    await page.close();
  }
});

test('the_frame_drawn_by_hand_stands_out_in_dark_forced_colours', async () => {
  const [session] = sessions;
  const mark = all.find(({ name }) => name === 'mark');
  if (!session || !mark) throw new Error('only inside a test');
  const popup = await open(session, mark);
  const cdp = await popup.page.createCDPSession();
  await cdp.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: 'dark' },
      { name: 'forced-colors', value: 'active' },
    ],
  });
  // Whatever the page's picture is: as dark as the system's own colours, and as light as paper.
  for (const paper of ['#000', '#fff']) {
    await popup.page.$eval(
      '[data-part=picture]',
      (image, paper) => {
        /** @type {HTMLElement} */ (image).style.visibility = 'hidden';
        /** @type {HTMLElement} */ (image.parentElement).style.cssText +=
          `background: ${paper}; forced-color-adjust: none`;
      },
      paper,
    );
    const box = await popup.page.$eval('.frame', (frame) => {
      const { left, top, height } = frame.getBoundingClientRect();
      return { x: Math.floor(left) - 6, y: Math.floor(top + height / 2), width: 18, height: 1 };
    });
    const shot = await popup.page.screenshot({ clip: box, encoding: 'base64' });
    const contrast = await popup.page.evaluate(contrastWithin, shot);
    assert.ok(contrast >= 3, `${contrast.toFixed(1)} : 1 on ${paper}`);
  }
  await popup.close();
});

/**
 * Runs in the page: how much the frame stands out of what is within it (WCAG 2.2, 1.4.11 asks for
 * 3).
 * @param {string} shot a row of pixels from the outside to the inside
 */
async function contrastWithin(shot) {
  const bytes = Uint8Array.from(atob(shot), (c) => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(image.width, 1);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, 1);
  const light = (/** @type {number} */ at) => {
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((part) => {
      const share = (data[4 * at + part] ?? 0) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const inside = light(image.width - 1);
  const ratios = Array.from({ length: image.width }, (_, at) => {
    const [low, high] = [light(at), inside].sort((a, b) => a - b);
    return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
  });
  return Math.max(...ratios);
}
