/**
 * `cargo xtask bench import --speed`, its second half: the module of the import page in real Chromium, over files of
 * 10,000 accounts. Milliseconds of the reading alone, and what memory the module then has; a page of its own for each
 * file, since a module never gives memory back.
 *
 *     node tests/browser/bench-import.mjs FOLDER
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './harness.mjs';

const PASSPHRASE = 'correct horse battery staple';
const folder = process.argv[2];
if (!folder) throw new Error('which folder?');

const session = await startBrowser();
try {
  console.log('\nin the browser           accounts     file      read     memory');
  for (const name of (await readdir(folder)).sort()) {
    const file = await readFile(join(folder, name));
    const page = await session.tab(session.address('extension/exchange/exchange.html'));
    const { found, took, memory } = await page.evaluate(
      readThere,
      file.toString('base64'),
      PASSPHRASE,
    );
    await page.close();
    if (!found) throw new Error(`${name}: nothing was read`);
    const columns = [
      name.padEnd(24),
      String(found).padStart(6),
      `${String(file.length >> 10).padStart(8)} kB`,
      `${took.toFixed(0).padStart(6)} ms`,
      `${String(memory >> 20).padStart(6)} MiB`,
    ];
    console.log(columns.join(' '));
    if (name === 'key-uris')
      console.log(`npm otpauth, key-uris ${await byOtpauth(file.toString())}`);
  }
} finally {
  await session.close();
}

/** What npm's otpauth takes for the same, in the same browser. @param {string} text */
async function byOtpauth(text) {
  const page = await session.tab('about:blank');
  const path = fileURLToPath(
    new URL('../node_modules/otpauth/dist/otpauth.umd.min.js', import.meta.url),
  );
  await page.addScriptTag({ path });
  const took = await page.evaluate((text) => {
    const { OTPAuth } = /** @type {{ OTPAuth: typeof import('otpauth') }} */ (
      /** @type {unknown} */ (globalThis)
    );
    const began = performance.now();
    const read = text
      .trim()
      .split('\n')
      .map((uri) => OTPAuth.URI.parse(uri));
    if (read.length < 10_000) throw new Error(`${read.length} were read`);
    return performance.now() - began;
  }, text);
  await page.close();
  return `${took.toFixed(0)} ms`;
}

/** Runs in the page. @param {string} base64 @param {string} passphrase */
async function readThere(base64, passphrase) {
  /** @type {typeof import('../../extension/wasm/exchange.js')} */
  const exchange = await import(/** @type {string} */ ('/extension/wasm/exchange.js'));
  const { memory } = await exchange.default();
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const basket = new exchange.Basket();
  const began = performance.now();
  const about = basket.add(bytes, passphrase, [], [], 1_800_000_000, () => {});
  const took = performance.now() - began;
  return { found: about.count, took, memory: memory.buffer.byteLength };
}
