/**
 * A site's clock beside the computer's: compared, and compared again before a code that follows it
 * goes anywhere, since somebody may have set the computer's clock meanwhile. Popup and service
 * worker.
 */
import { compareClocks, followedClock } from '../wasm/tandem.js';
import { follow, follows, theClock } from './clock.js';
import { timesOf } from './page.js';
import { vaultChanges } from './session.js';
import { forget, keep } from './storage.js';

/** @typedef {import('./page.js').Tab} Tab */
/** @typedef {import('../wasm/tandem.js').DifferenceOfClocks} Difference */

/** In seconds: who comes back tomorrow is asked again. */
const FOLLOWED = 86_400;

/**
 * What the page's site says.
 * @param {Tab} tab
 * @param {number} times how often it is asked
 * @returns {Promise<Difference | undefined>}
 */
export const compare = async (tab, times) => compareClocks(await timesOf(tab, times));

/**
 * Whose word is taken: nobody on the way can change what comes over https, or from this machine.
 * @param {Tab} tab
 */
export function isTrusted({ url }) {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/u.test(hostname)
  );
}

/**
 * From now on, until tomorrow; or the computer's clock again.
 * @param {import('./clock.js').Followed | undefined} clock
 */
export async function use(clock) {
  follow(clock);
  // Whatever shows codes draws them again.
  vaultChanges.dispatchEvent(new Event('change'));
  await (clock ? keep('clock', clock, FOLLOWED) : forget('clock'));
}

/**
 * Compares again where an account follows a site's clock: what was right before is wrong once the
 * computer's clock was set. Where it cannot be known, nothing is filled.
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
 * Takes over a new difference.
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
