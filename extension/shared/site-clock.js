/**
 * Compares a site's clock with the computer's, and again before a code that follows it is used,
 * since somebody may have set the computer's clock meanwhile. Used by the popup and the service
 * worker.
 */
import { compareClocks, followedClock } from '../wasm/tandem.js';
import { follow, follows, theClock } from './clock.js';
import { timesOf } from './page.js';
import { vaultChanges } from './session.js';
import { forget, keep } from './storage.js';

/** @typedef {import('./page.js').Tab} Tab */
/** @typedef {import('../wasm/tandem.js').DifferenceOfClocks} Difference */

/** In seconds: after a day the user is asked again. */
const FOLLOWED = 86_400;

/**
 * Asks the page's site for its time.
 * @param {Tab} tab
 * @param {number} times how often it is asked
 * @returns {Promise<Difference | undefined>}
 */
export const compare = async (tab, times) => compareClocks(await timesOf(tab, times));

/**
 * Whether the answer can be trusted: nobody can change what comes over https, or from this machine.
 * @param {Tab} tab
 */
export function isTrusted({ url }) {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/u.test(hostname)
  );
}

/**
 * Follows this clock until tomorrow; without one, the computer's again.
 * @param {import('./clock.js').Followed | undefined} clock
 */
export async function use(clock) {
  follow(clock);
  // Makes every view that shows codes draw them again.
  vaultChanges.dispatchEvent(new Event('change'));
  await (clock ? keep('clock', clock, FOLLOWED) : forget('clock'));
}

/**
 * Compares again if the account follows a site's clock: the old difference is wrong once the
 * computer's clock was set. If the difference is unknown, nothing is filled.
 * @param {string} id @param {Tab} tab a page of its site
 */
export async function checkClock(id, tab) {
  const clock = theClock();
  if (!clock || !follows(id)) return;
  const found = isTrusted(tab) ? await compare(tab, 1) : undefined;
  if (!found) throw { code: 'clock_unsure' };
  await adapt(clock, found);
}

/**
 * Stores a new difference.
 * @param {import('./clock.js').Followed} clock
 * @param {Difference} found
 */
export async function adapt(clock, found) {
  const becomes = followedClock(clock.ahead, found.ahead, found.within);
  if (becomes === 'unchanged') return;
  const next = { ...clock, ahead: Math.round(found.ahead), checked: Date.now() };
  await use(becomes === 'changed' ? next : undefined);
  if (becomes === 'too_far') throw { code: 'clock_far', values: [clock.host] };
}
