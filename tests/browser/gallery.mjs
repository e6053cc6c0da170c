/**
 * Pictures of every view of the popup and of the options page, to look at: light and dark, English
 * and Japanese, at one and two device pixels, empty and overfull. They go to `target/gallery`, with
 * sheets of eight views side by side, since inconsistencies show only side by side.
 *
 *     node tests/browser/gallery.mjs [--only=WORD,WORD] [--lang=en] [--theme=light] [--scale=1] [--size=360x300]
 *     node tests/browser/gallery.mjs --readme [--only=WORD]
 *
 * The second form draws the pictures of both READMEs again, into `docs/pictures`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './harness.mjs';
import { scenes } from './scenes.mjs';
import { scenesOfAccounts } from './scenes-accounts.mjs';
import { scenesOfExchange } from './scenes-exchange.mjs';
import { scenesOfNames } from './scenes-names.mjs';
import { scenesOfProtection } from './scenes-protect.mjs';
import { sheet } from './sheet.mjs';

/** @typedef {'en' | 'ja'} Lang */
/** @typedef {'light' | 'dark'} Theme */

const readme = process.argv.includes('--readme');
const FOLDER = fileURLToPath(
  new URL(readme ? '../../docs/pictures' : '../../target/gallery', import.meta.url),
);
/** The views that the READMEs show. */
const SHOWN = [
  'list-card',
  'pair-fill',
  'found',
  'locked',
  'options-protected',
  'accounts-tags-50',
  'icons-edit',
  'accounts-checkup',
  'exchange-review',
];

/** @param {string} name @param {string} usual */
const option = (name, usual) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ??
  usual;

const only = option('only', '');
const langs = /** @type {Lang[]} */ (option('lang', 'en,ja').split(','));
const themes = /** @type {Theme[]} */ (option('theme', 'light,dark').split(','));
const scales = readme ? [2] : option('scale', '1,2').split(',').map(Number);

/** The popup's views in another window than usual. */
const [width, height] = option('size', '').split('x').map(Number);

const chosen = [
  ...scenes,
  ...scenesOfAccounts,
  ...scenesOfProtection,
  ...scenesOfExchange,
  ...scenesOfNames,
].filter(
  ({ name }) =>
    only.split(',').some((word) => name.includes(word)) && (!readme || SHOWN.includes(name)),
);
if (!only && !readme) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });

for (const lang of langs) {
  const session = await startBrowser({ lang });
  try {
    const page = await session.tab();
    for (const theme of themes) {
      for (const scale of scales) {
        /** @type {{ name: string, png: Uint8Array }[]} */
        const pictures = [];
        for (const scene of chosen) {
          try {
            const png = await take(session, scene, { theme, scale });
            pictures.push({ name: scene.name, png });
            const file = readme
              ? `${lang}-${scene.name}-${theme}.png`
              : `${lang}-${theme}-${scale}x-${scene.name}.png`;
            await writeFile(join(FOLDER, file), png);
          } catch (error) {
            process.exitCode = 1;
            console.error(`${lang} ${theme} ${scale}x ${scene.name}: ${error}`);
          }
        }
        if (scale !== 1) continue;
        for (let from = 0; from < pictures.length; from += 8) {
          const png = await sheet(page, pictures.slice(from, from + 8), theme);
          await writeFile(join(FOLDER, `sheet-${lang}-${theme}-${1 + from / 8}.png`), png);
        }
      }
    }
  } finally {
    await session.close();
  }
}

/**
 * @param {import('./harness.mjs').Session} session
 * @param {import('./scenes.mjs').Scene} scene
 * @param {{ theme: Theme, scale: number }} look
 */
async function take(session, scene, { theme, scale }) {
  const popup = await session.openAsTab(async (page) => {
    await page.goto(session.address('extension/icons/tandem-16.png'));
    await page.setViewport({
      width: (!scene.page && width) || (scene.width ?? 360),
      height: (!scene.page && height) || (scene.height ?? 490),
      deviceScaleFactor: scale,
    });
    await scene.prepare(page, session);
  }, scene.page);
  try {
    await emulate(popup.page, scene, theme);
    await scene.act?.(popup, session);
    // Two frames later everything is painted.
    await popup.page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    );
    return await popup.page.screenshot();
  } finally {
    await popup.close();
  }
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {import('./scenes.mjs').Scene} scene
 * @param {Theme} theme
 */
async function emulate(page, { media = [], forced = false }, theme) {
  const features = [
    { name: 'prefers-color-scheme', value: theme },
    ...media,
    ...(forced ? [{ name: 'forced-colors', value: 'active' }] : []),
  ];
  // Puppeteer's own `emulateMediaFeatures` knows nothing of forced colours.
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features });
}
