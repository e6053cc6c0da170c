/**
 * *With the camera*: a film of a QR code instead of a camera, and the ways in which there is no
 * camera.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { create } from 'qrcode';
import { handsOn } from './hands.mjs';
import { startBrowser } from './harness.mjs';
import { newKey } from './keys.mjs';
import { aegis } from './other-apps.mjs';

const [WIDTH, HEIGHT] = [640, 480];

/**
 * One frame of film with a QR code in its middle, as a camera sees it: grey on grey.
 * @param {string} text
 */
function frame(text) {
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
  return Buffer.concat([Buffer.from('FRAME\n'), grey, colourless]);
}

/** A film that shows each QR code for two seconds, over and over. @param {string[]} texts */
const film = (...texts) =>
  Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`),
    ...texts.flatMap((text) =>
      Array.from({ length: texts.length > 1 ? 20 : 1 }, () => frame(text)),
    ),
  ]);

/** A browser whose camera shows this. @param {Buffer} shown @param {(session: import('./harness.mjs').Session) => Promise<void>} act */
async function filmed(shown, act) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-film-'));
  const path = join(folder, 'film.y4m');
  await writeFile(path, shown);
  const session = await startBrowser({
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${path}`,
    ],
  });
  try {
    await act(session);
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A text as the QR codes of sheets. @param {string} text @param {number} length of each piece */
function sheetsOf(text, length) {
  const set = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const of = Math.ceil(text.length / length);
  return Array.from(
    { length: of },
    (_, at) => `TANDEM:1:${at + 1}:${of}:${set}:${text.slice(at * length, (at + 1) * length)}`,
  );
}

test('a_sheet_of_another_backup_does_not_end_the_scan_of_sheets', async () => {
  const text = aegis([newKey({ issuer: 'Filmed' })]).replaceAll(/\s/gu, '');
  const own = sheetsOf(text, Math.ceil(text.length / 3));
  const [foreign = ''] = sheetsOf('other'.repeat(40), 100);
  await filmed(film(own[0] ?? '', foreign, own[1] ?? '', own[2] ?? ''), async (session) => {
    const page = handsOn(await session.tab(session.address('extension/exchange/exchange.html')));
    await page.press(session.words('with_camera'));
    await page.says(session.words('paper_others'));
    await page.says(session.words('import_found', 1, 'Aegis'));
    // The other backup is named, and nothing of it is taken in.
    await page.says(session.words('error_paper_incomplete', 1, 2, '2'));
  });
});

test('a_code_in_front_of_the_camera_is_marked_and_found', async () => {
  const key = newKey({ issuer: 'Filmed' });
  await filmed(film(key.uri), async (session) => {
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
  });
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
