/**
 * `cargo xtask bench durability`: kills the browser at a random moment of a random series of
 * changes, starts it again with the same profile, and compares what is there with what was
 * confirmed. The last line is the result.
 *
 *     node tests/browser/bench-durability.mjs [--kills=100] [--most=400] [--fresh=40]
 *
 * A kill comes up to `most` milliseconds after the series starts. After `fresh` kills a new profile
 * is used, so that first accounts and first protections are hit too. A profile that lost something
 * is kept.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  MOMENT,
  PASSPHRASE,
  applied,
  chosen,
  expected,
  perform,
  shown,
  unlock,
} from './changes.mjs';
import { startBrowser } from './harness.mjs';

/** @typedef {import('./changes.mjs').Account} Account */
/** @typedef {import('./harness.mjs').Session} Session */
/** @typedef {import('puppeteer-core').Page} Page */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    most: { type: 'string', default: '400' },
    fresh: { type: 'string', default: '40' },
  },
});
const [KILLS, MOST, FRESH] = [values.kills, values.most, values.fresh].map(Number);
/** More changes than there is time for. */
const CHANGES = 100;

const tally = { kills: 0, lost: 0, unopenable: 0, confirmed: 0, ahead: 0 };
const begun = Date.now();
while (tally.kills < (KILLS ?? 0)) {
  const profile = await mkdtemp(join(tmpdir(), 'tandem-durability-'));
  const sound = await oneProfile(profile);
  if (sound) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  else console.log(`kept to look into: ${profile}`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(
    `${tally.kills} kills in ${seconds} s: ${tally.confirmed} changes were confirmed, ${tally.ahead} times one more was there`,
  );
}
console.log(
  `durability: ${tally.kills} kills, ${tally.lost} accounts lost, ${tally.unopenable} vaults unopenable`,
);
if (tally.lost + tally.unopenable > 0) process.exitCode = 1;

/**
 * @param {string} profile a folder that is empty
 * @returns {Promise<boolean>} whether all was there each time
 */
async function oneProfile(profile) {
  const session = await startBrowser({ profile });
  try {
    /** @type {Account[]} */
    let accounts = [];
    for (let turn = 0; turn < (FRESH ?? 0) && tally.kills < (KILLS ?? 0); turn += 1) {
      const states = planned(accounts);
      const confirmed = await cutShort(session, states);
      tally.kills += 1;
      tally.confirmed += confirmed;
      const there = await whatIsThere(session);
      // What was confirmed must be there; what was in progress may be.
      const at = states.findIndex(
        ({ list }, place) => place >= confirmed && JSON.stringify(expected(list)) === there,
      );
      if (at < 0) return missed(states[confirmed]?.list ?? [], there);
      tally.ahead += Number(at > confirmed);
      accounts = states[at]?.list ?? [];
    }
    return true;
  } finally {
    await session.close();
  }
}

/** The list now, and after each of so many changes. @param {Account[]} accounts */
function planned(accounts) {
  /** @type {{ list: Account[], change?: import('./changes.mjs').Change }[]} */
  const states = [{ list: accounts }];
  for (let place = 1; place <= CHANGES; place += 1) {
    const list = states.at(-1)?.list ?? [];
    const change = chosen(list, `K${tally.kills}-${place}`);
    states.push({ list: applied(list, change), change });
  }
  return states;
}

/**
 * Makes the changes until the browser is killed, and starts it again.
 * @param {Session} session @param {ReturnType<typeof planned>} states
 * @returns {Promise<number>} how many were confirmed
 */
async function cutShort(session, states) {
  const page = await blank(session);
  await opened(page);
  let confirmed = 0;
  let alive = true;
  const killed = new Promise((go) => setTimeout(go, Math.random() * (MOST ?? 0))).then(() => {
    alive = false;
    return session.killAndRestart();
  });
  for (const { change } of states) {
    if (!change) continue;
    try {
      await page.evaluate(perform, change, MOMENT);
    } catch (error) {
      if (alive) throw error;
      break;
    }
    confirmed += 1;
  }
  await killed;
  return confirmed;
}

/** @param {Session} session @returns {Promise<string | undefined>} none where it does not open */
async function whatIsThere(session) {
  const page = await blank(session);
  try {
    await opened(page);
    return JSON.stringify(await page.evaluate(shown, MOMENT));
  } catch (error) {
    // A browser that something else has ended says nothing about the vault.
    if (!session.browser.connected) throw error;
    console.log(
      `it does not open: ${error instanceof Error ? error.message : JSON.stringify(error)}`,
    );
    return undefined;
  } finally {
    await page.close().catch(() => undefined);
  }
}

/** @param {Account[]} list @param {string | undefined} there @returns {false} */
function missed(list, there) {
  if (there === undefined) tally.unopenable += 1;
  else
    tally.lost += Math.max(
      expected(list).filter((account) => !there.includes(JSON.stringify(account))).length,
      1,
    );
  console.log(`expected: ${JSON.stringify(expected(list))}\nthere: ${there}`);
  return false;
}

/** A page of the extension that shows nothing. @param {Session} session @returns {Promise<Page>} */
async function blank(session) {
  return session.tab(session.address('_locales/en/messages.json'));
}

/** Opens the vault, by its passphrase where one protects it. @param {Page} page */
async function opened(page) {
  await page.evaluate(async () => (await import('/extension/wasm/tandem.js')).default());
  await page.evaluate(unlock, '/extension/shared/session.js', PASSPHRASE);
}
