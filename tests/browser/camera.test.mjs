/**
 * *With the camera*: a film of a QR code instead of a camera, and the ways in which there is no
 * camera.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { create } from 'qrcode';
import { handsOn } from './hands.mjs';
import { startBrowser } from './harness.mjs';
import { newKey } from './keys.mjs';

const [WIDTH, HEIGHT] = [640, 480];

/**
 * One frame of film with a QR code in its middle, as a camera sees it: grey on grey.
 * @param {string} text
 */
function film(text) {
  const { size, data } = create(text, {}).modules;
  const side = Math.floor((HEIGHT * 0.7) / size);
  const [left, top] = [WIDTH, HEIGHT].map((length) => Math.floor((length - side * size) / 2));
  const grey = Buffer.alloc(WIDTH * HEIGHT, 200);
  for (const [at, dark] of data.entries()) {
    if (!dark) continue;
    for (let row = 0; row < side; row += 1) {
      const from =
        ((top ?? 0) + Math.floor(at / size) * side + row) * WIDTH +
        (left ?? 0) +
        (at % size) * side;
      grey.fill(40, from, from + side);
    }
  }
  const colourless = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`),
    grey,
    colourless,
  ]);
}

test('a_code_in_front_of_the_camera_is_marked_and_found', async () => {
  const key = newKey({ issuer: 'Filmed' });
  const folder = await mkdtemp(join(tmpdir(), 'tandem-film-'));
  const path = join(folder, 'film.y4m');
  await writeFile(path, film(key.uri));
  const session = await startBrowser({
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${path}`,
    ],
  });
  try {
    const t = session.words;
    const popup = await session.openAsTab();
    await popup.press(t('from_image'));
    const opening = session.browser.waitForTarget((target) => target.url().endsWith('?camera#tab'));
    await popup.pressAway(t('with_camera'));
    const page = await (await opening).asPage();
    const points = await page.waitForFunction(() =>
      document.querySelector('polygon')?.getAttribute('points'),
    );
    const corners = String(await points.jsonValue())
      .split(' ')
      .map(Number);
    assert.equal(corners.length, 8);
    const [x, y] = corners;
    assert.ok(
      Math.abs((x ?? 0) - 152) < 25 && Math.abs((y ?? 0) - 72) < 25,
      `the first corner is at ${x}, ${y}`,
    );
    await page.waitForFunction(
      (title) => document.querySelector('main h1')?.textContent === title,
      {},
      t('check_and_save'),
    );
    assert.equal(
      await page.$eval(
        '[data-part=issuer]',
        (field) => /** @type {HTMLInputElement} */ (field).value,
      ),
      'Filmed',
    );
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

// Without a display nobody answers the browser's question, which counts as a no.
for (const [fault, devices] of /** @type {const} */ ([
  ['refused', 1],
  ['none', 0],
])) {
  test(`a_camera_that_is_${fault}_has_a_message_and_an_alternative`, async () => {
    const session = await startBrowser({
      args: [`--use-fake-device-for-media-stream=device-count=${devices}`],
    });
    try {
      const tab = handsOn(
        await session.tab(session.address('extension/popup/popup.html?camera#tab')),
      );
      await tab.says(session.words(`error_camera_${fault}`));
      await tab.named(session.words('try_again')).wait();
      await tab.press(session.words('paste_secret_key'));
      await tab.named(session.words('secret_key'), 'textbox').wait();
    } finally {
      await session.close();
    }
  });
}
