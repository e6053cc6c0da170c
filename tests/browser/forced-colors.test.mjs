/**
 * With the few colours of a high-contrast system: what is chosen, selected or on top shows without
 * the grounds that the system takes away, and no frame that it adds covers anything.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBrowser } from './harness.mjs';
import { open, sceneOf } from './small-windows.mjs';

/** @typedef {import('./popup.mjs').Popup} Popup */

/** @type {import('./harness.mjs').Session | undefined} */
let session;
before(async () => {
  session = await startBrowser();
});
after(() => session?.close());

/** Shows a scene once something of it is there. @param {string} name @param {string} there @param {'light' | 'dark'} theme */
async function show(name, there, theme) {
  if (!session) throw new Error('only inside a test');
  const popup = await open(session, sceneOf(name));
  const cdp = await popup.page.createCDPSession();
  await cdp.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: theme },
      { name: 'forced-colors', value: 'active' },
    ],
  });
  await popup.page.waitForSelector(there);
  await popup.page.mouse.move(0, 0);
  return popup;
}

/**
 * The luminance of an element's ground.
 * @param {Popup} popup @param {string} selector
 * @param {{ right?: number, below?: number }} [at] where, from its upper left corner in pixels
 */
async function lightOf({ page }, selector, { right = 4, below = 4 } = {}) {
  const { x, y } = await page.$eval(selector, (element) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: Math.round(left), y: Math.round(top) };
  });
  const clip = { x: x + right, y: y + below, width: 1, height: 1 };
  const shot = await page.screenshot({ clip, encoding: 'base64' });
  return page.evaluate(async (shot) => {
    const bytes = Uint8Array.from(atob(shot), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(
      (part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      },
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }, shot);
}

/** WCAG 2.2, 1.4.11. @param {number} one @param {number} other @param {string} what */
function standOut(one, other, what) {
  const [low = 0, high = 0] = [one, other].toSorted((a, b) => a - b);
  const ratio = (high + 0.05) / (low + 0.05);
  assert.ok(ratio >= 3, `${what}: ${ratio.toFixed(2)} : 1`);
}

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`in_forced_${theme}_colours_the_chosen_tag_stands_out`, async () => {
    const popup = await show('accounts-tags-chosen', '.chip[aria-pressed=true]', theme);
    const middle = { right: 8, below: 14 };
    const chosen = await lightOf(popup, '.chip[aria-pressed=true]', middle);
    standOut(chosen, await lightOf(popup, '.chip[aria-pressed=false]', middle), 'the chosen tag');
    await popup.close();
  });

  test(`in_forced_${theme}_colours_the_selected_rows_stand_out`, async () => {
    const popup = await show('accounts-selecting', '.selected', theme);
    const chosen = await lightOf(popup, '.selected .tint');
    standOut(chosen, await lightOf(popup, 'li:not(.selected) .tint'), 'the selected row');
    await popup.close();
  });

  test(`in_forced_${theme}_colours_a_menu_has_an_edge`, async () => {
    const popup = await show('menu', 'dialog[open]', theme);
    const edge = await lightOf(popup, 'dialog', { right: 150, below: 0 });
    standOut(edge, await lightOf(popup, 'dialog', { right: 150, below: 3 }), 'the edge');
    await popup.close();
  });
}

test('in_forced_colours_the_button_of_the_menu_covers_no_ring', async () => {
  const popup = await show('list-3', '.more', 'light');
  const [ring, more] = await popup.page.$$eval('.rows li:first-child :is(.left, .more)', (all) =>
    all.map((element) => {
      const { left, right } = element.getBoundingClientRect();
      return { left, right };
    }),
  );
  assert.ok(ring && more && ring.right <= more.left, `${ring?.right} and ${more?.left}`);
  await popup.close();
});
