/** The walk, with the browser killed or the service worker stopped between any two steps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeAt, stepAt } from '../console/mfa.mjs';
import { startBrowser } from './harness.mjs';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';
import { STEPS, setOut } from './walk.mjs';

/** @typedef {import('./walk.mjs').Walker} Walker */

test('the_service_worker_may_end_between_any_two_steps', async (t) => {
  const walker = await walkerFor(t, { by: 'copying' });
  for (const step of STEPS) {
    await step.go(walker);
    await walker.session.stopWorker();
  }
});

test('the_browser_may_be_killed_between_any_two_steps', async (t) => {
  const walker = await walkerFor(t, {});
  const { session } = walker;
  /** @type {Set<number>} */
  const killed = new Set();
  for (let place = 0; place < STEPS.length;) {
    const step = STEPS[place];
    if (!step) break;
    await step.go(walker);
    if (killed.has(place) || place === STEPS.length - 1) {
      place += 1;
      continue;
    }
    killed.add(place);
    const cookies = await walker.cookies();
    const path = step.at ?? new URL(walker.page.page.url()).pathname.slice(1);
    await session.killAndRestart();
    await walker.pickUp(path, cookies);
    await holds(
      walker,
      killed.has(STEPS.findIndex(({ name }) => name === 'Save')) ? 1 : 0,
      step.name,
    );
    place =
      step.resume === undefined ? place + 1 : STEPS.findIndex(({ name }) => name === step.resume);
  }
  assert.equal(killed.size, STEPS.length - 1);
});

/** @param {import('node:test').TestContext} t @param {{ by?: 'copying' }} options */
async function walkerFor(t, options) {
  const session = await startBrowser();
  t.after(() => session.close());
  const walker = await setOut(session, options);
  t.after(() => walker.end());
  return walker;
}

/**
 * The vault opens, and holds so many accounts with right codes.
 * @param {Walker} walker
 * @param {number} count
 * @param {string} when
 */
async function holds(walker, count, when) {
  const popup = await walker.openPopup();
  const text = await popup.text();
  assert.ok(!text.includes(walker.t('unreadable_title')), `after ${when}: ${text}`);
  assert.equal((await popup.codes()).length, count, `after ${when}: ${text}`);
  const [device] = walker.practice.store.users.flatMap((user) => user.devices);
  if (device && count) {
    const step = stepAt(Date.now() / 1000 + walker.practice.store.clock);
    const right = [0, 1].map((ahead) => codeAt(device, step + ahead));
    // A popup whose clock was moved draws its codes within the second.
    await popup.page.waitForFunction(
      (right) =>
        right.includes(
          (document.querySelector('[data-code]')?.textContent ?? '').replaceAll(/\s/gu, ''),
        ),
      {},
      right,
    );
  }
  await popup.close();
}

const the = stage();

test('a_browser_killed_while_it_saves_has_the_account_or_has_it_not', async () => {
  const first = newKey({ issuer: 'First' });
  await the.save([first.uri]);
  for (const wait of [0, 25]) {
    const key = newKey({ issuer: `Killed after ${wait}` });
    await the.pageAgain();
    await the.show([key.uri]);
    const popup = await the.scan();
    await popup.named(the.t('save')).wait();
    const before = await vaultSize();
    // Not waited for: the kill comes while it runs.
    popup.page.keyboard.press('Enter').catch(() => undefined);
    await new Promise((go) => setTimeout(go, wait));
    await the.session.killAndRestart();
    const again = await the.session.openAsTab();
    const titles = await again.titles();
    assert.ok(titles.includes('First'), titles.join());
    assert.ok(titles.length === before || titles.length === before + 1, titles.join());
    await again.close();
  }
});

/** How many accounts the list shows. */
async function vaultSize() {
  const popup = await the.session.openAsTab((page) =>
    page.evaluateOnNewDocument(() => {
      // A popup shows an unsaved scan result; three minutes later it doesn't.
      const now = Date.now;
      Date.now = () => now() + 180_000;
    }),
  );
  const count = (await popup.titles()).length;
  await popup.close();
  return count;
}
