/**
 * `cargo xtask run`: with a display, opens a browser with the extension on the practice console and
 * leaves it open; without one, goes through the whole walk in both languages, printing and
 * picturing each step.
 *
 *     node tests/browser/run.mjs [--headless] [--lang=en] [--by=copying] [--port=8765]
 *
 * Pictures go to TANDEM_WALK_DIR (`target/walk`), replacing an earlier walk's.
 */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startConsole } from '../console/server.mjs';
import { startBrowser } from './harness.mjs';
import { STEPS, setOut } from './walk.mjs';

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    lang: { type: 'string' },
    by: { type: 'string' },
    port: { type: 'string', default: '8765' },
  },
});
const PICTURES =
  process.env['TANDEM_WALK_DIR'] ?? fileURLToPath(new URL('../../target/walk', import.meta.url));
/** @type {('en' | 'ja')[]} */
const LANGUAGES = values.lang === undefined ? ['en', 'ja'] : [values.lang === 'ja' ? 'ja' : 'en'];

if (values.headless) await walkThrough();
else await openWindow();

async function walkThrough() {
  await rm(PICTURES, { recursive: true, force: true });
  for (const lang of LANGUAGES) await walkIn(lang);
  console.log(`pictures of each step: ${PICTURES}`);
}

/** @param {'en' | 'ja'} lang */
async function walkIn(lang) {
  const folder = join(PICTURES, lang);
  await mkdir(folder, { recursive: true });
  const session = await startBrowser({ lang });
  const walker = await setOut(session, { by: values.by === 'copying' ? 'copying' : 'filling' });
  let place = 0;
  try {
    for (const step of STEPS) {
      place += 1;
      const told = await step.go(walker);
      console.log(`${lang} ${String(place).padStart(2)}  ${step.name}${told ? `: ${told}` : ''}`);
      await pictures(walker, join(folder, String(place).padStart(2, '0')));
    }
  } catch (error) {
    console.error(
      `${lang} ${String(place).padStart(2)}  ${STEPS[place - 1]?.name} FAILED: ${error instanceof Error ? error.message : error}`,
    );
    await pictures(walker, join(folder, `${String(place).padStart(2, '0')}-failed`)).catch(
      () => undefined,
    );
    process.exitCode = 1;
  } finally {
    await walker.end();
    await session.close();
  }
}

/** @param {import('./walk.mjs').Walker} walker @param {string} path without an ending */
async function pictures({ page, popup }, path) {
  // The popup first: it closes when the page comes to the front.
  if (popup && !popup.page.isClosed()) await popup.picture(`${path}-popup.png`);
  await page.picture(`${path}-page.png`);
}

async function openWindow() {
  const practice = await startConsole(Number(values.port)).catch(() => startConsole());
  const [lang = 'en'] =
    values.lang === undefined
      ? [
          (process.env['LANG'] ?? '').startsWith('ja')
            ? /** @type {const} */ ('ja')
            : /** @type {const} */ ('en'),
        ]
      : LANGUAGES;
  const session = await startBrowser({ lang, window: true });
  const [first] = await session.browser.pages();
  await first?.goto(`${practice.address}?lang=${lang}`);
  console.log(`The practice console: ${practice.address}`);
  console.log('The button of Tandem is behind the puzzle piece in the toolbar; pin it there.');
  console.log('The browser has a profile of its own, which goes when you close it.');
  console.log(
    'In a browser of yours: chrome://extensions, Developer mode, Load unpacked, the folder target/package.',
  );
  await new Promise((resolve) => session.browser.once('disconnected', resolve));
  await session.close();
  await practice.stop();
}
