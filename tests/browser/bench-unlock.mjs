/**
 * `cargo xtask bench unlock`: the time from *Unlock* to the first code, with the default KDF
 * parameters (64 MiB, 3 passes), in the real popup; and how much of it is key derivation, which
 * depends on the machine and its other work.
 *
 *     node tests/browser/bench-unlock.mjs [--times=15] [--accounts=100]
 *
 * The clock starts at the click in the page and ends at the frame after the code is in the
 * document.
 */
import { parseArgs } from 'node:util';
import { startBrowser } from './harness.mjs';
import { newKey } from './keys.mjs';
import { inExtension, protect, saveAll } from './stage.mjs';

/** In milliseconds, for the median. */
const MOST = 500;
const PASSPHRASE = 'correct horse battery staple';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '15' },
    accounts: { type: 'string', default: '100' },
  },
});

const session = await startBrowser();
try {
  await saveAll(
    session,
    Array.from(
      { length: Number(values.accounts) },
      (_, at) => newKey({ issuer: `Service ${at}` }).uri,
    ),
  );
  await protect(session, PASSPHRASE, {});
  const times = [];
  for (let turn = 0; turn < Number(values.times); turn += 1) times.push(await unlock());
  times.sort((a, b) => a - b);
  const [least, median, most] = [
    times[0] ?? Number.NaN,
    times[Math.floor(times.length / 2)] ?? Number.NaN,
    times.at(-1) ?? Number.NaN,
  ];
  console.log(
    `unlock to first code, ${values.accounts} accounts: median ${median.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)}), wanted ${MOST}${median > MOST ? ': too slow' : ''}`,
  );
  const { alone, passes } = await passphraseAlone();
  console.log(
    `of which the passphrase alone takes ${alone.toFixed(0)} ms here; a new one would be worked on in ${passes} passes`,
  );
} finally {
  await session.close();
}

/** @returns {Promise<number>} milliseconds */
async function unlock() {
  await inExtension(session, async () => (await import('/extension/shared/lock.js')).lock());
  const page = await session.tab('about:blank');
  const popup = await session.openPopup(page);
  await popup.page.locator('[data-part=secret]').fill(PASSPHRASE);
  const took = await popup.page.evaluate(
    () =>
      new Promise((resolve) => {
        const began = performance.now();
        const observer = new MutationObserver(() => {
          if (!document.querySelector('[data-code]')?.textContent) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        });
        observer.observe(document, { childList: true, subtree: true, attributes: true });
        document.querySelector('form')?.requestSubmit();
      }),
  );
  await popup.close();
  await page.close();
  return Number(took);
}

function passphraseAlone() {
  return inExtension(session, async () => {
    const { passphraseWorker } = await import('/extension/shared/passphrase.js');
    const { vault } = /** @type {{ vault: string }} */ (await chrome.storage.local.get('vault'));
    const worker = passphraseWorker();
    const took = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const began = performance.now();
      await worker.key(vault, 'correct horse battery staple');
      took.push(performance.now() - began);
    }
    const { passes } = await worker.deriveKey('correct horse battery staple');
    worker.drop();
    return { alone: took.sort((a, b) => a - b)[2] ?? Number.NaN, passes: Number(passes) };
  });
}
