/** The popup's views in small windows, and how it is measured, drawn and framed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSmallWindows, open, sceneOf } from './small-windows.mjs';

const VIEWS =
  'empty list-3 list-50 list-card list-card-pair card-refused clock-warned ' +
  'clock-followed menu delete edit pair pair-fill pair-done found found-same ' +
  'found-replace several no-key nothing-found mark cannot-capture hand hand-wrong ' +
  'image unreadable add more keys refused ask locked locked-wrong more-protected';

const sessions = inSmallWindows(VIEWS.split(' '));

test('a_popup_that_chromium_measures_has_the_styles_that_it_will_have', async () => {
  const [session] = sessions;
  const list = sceneOf('list-3');
  if (!session) throw new Error('only inside a test');
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

test('no_line_of_a_sentence_ends_at_the_hyphen_of_a_host', async () => {
  const keys = [
    'clock_followed',
    'elsewhere_text',
    'frame_text',
    'filled',
    'error_form_leads_away',
  ];
  for (const session of sessions) {
    const popup = await open(session, sceneOf('list-3'));
    const torn = await popup.page.evaluate(async (keys) => {
      const { message, sentence } = await import('/extension/shared/dom.js');
      const host = 'us-east-1.signin.aws.amazon.com';
      const line = document.createElement('p');
      document.body.append(line);
      line.style.cssText = 'overflow-wrap: anywhere; position: absolute';
      const torn = [];
      for (const key of keys) {
        line.textContent = key.startsWith('error_')
          ? sentence({ code: key.slice(6), values: [host] })
          : message(key, host, host);
        const [text] = line.childNodes;
        if (!text) throw new Error('no text');
        const at = (/** @type {number} */ place) => {
          const range = new Range();
          range.setStart(text, place);
          range.setEnd(text, place + 1);
          return range.getBoundingClientRect().top;
        };
        const hyphens = [...line.textContent.matchAll(/(?<=[a-z])-/gu)].map(({ index }) => index);
        const after = hyphens.map((place) => line.textContent.slice(place).search(/[a-z\d]/u));
        // The host itself is narrower than the narrowest of these.
        for (let width = 260; width < 400; width += 2) {
          line.style.width = `${width}px`;
          if (hyphens.some((place, nth) => at(place) !== at(place + (after[nth] ?? 1))))
            torn.push(`${key} ${width}`);
        }
      }
      return torn;
    }, keys);
    assert.deepEqual(torn, [], session.lang);
    await popup.close();
  }
});

test('on_a_low_screen_the_menu_of_an_account_shows_all_that_it_offers', async () => {
  for (const session of sessions) {
    const popup = await open(session, sceneOf('menu'), [360, 490]);
    const [whole, seen] = await popup.page.$eval('dialog', (dialog) => {
      const fill = dialog.querySelector('[data-part=fill]');
      if (fill instanceof HTMLElement) fill.hidden = false;
      return [dialog.scrollHeight, dialog.clientHeight];
    });
    assert.ok(Number(whole) <= Number(seen), `${session.lang}: ${whole} of ${seen} px`);
    await popup.close();
  }
});

test('the_choice_when_to_lock_shows_all_of_its_own_sentence_in_either_browser', async () => {
  const scene = sceneOf('options-protected');
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

test('in_a_narrow_window_the_buttons_of_an_unlock_method_stay_side_by_side', async () => {
  for (const session of sessions) {
    const popup = await open(session, sceneOf('options-protected'));
    const rows = await popup.page.$$eval('[data-part=methods] li', (all) =>
      all.map((row) =>
        [...row.querySelectorAll('button')]
          .filter((button) => button.checkVisibility())
          .map((button) => button.getBoundingClientRect().top),
      ),
    );
    assert.equal(rows.filter((tops) => tops.length === 2).length, 2);
    for (const tops of rows) assert.equal(new Set(tops).size, 1, `${session.lang}: ${tops}`);
    await popup.close();
  }
});

test('the_frame_drawn_by_hand_stands_out_in_dark_forced_colours', async () => {
  const [session] = sessions;
  const mark = sceneOf('mark');
  if (!session) throw new Error('only inside a test');
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
