/**
 * A site's clock beside the computer's: compared, and compared again before a code that follows it goes
 * anywhere, since somebody may have set the computer's clock meanwhile. Popup and service worker.
 */
import { FARTHEST, follow, follows, theClock } from './clock.js';
import { timesOf } from './page.js';
import { vaultChanges } from './session.js';
import { forget, keep } from './storage.js';

/** @typedef {import('./page.js').Tab} Tab */
/** @typedef {import('./page.js').Sample} Sample */
/** @typedef {{ ahead: number, within: number }} Difference in seconds: the site's clock less the computer's, and how far that may be off */

/** In seconds: codes of one step before and after are usually taken; beyond that they are refused. */
const HARMLESS = 20;
/** In seconds: who comes back tomorrow is asked again. */
const FOLLOWED = 86_400;
/** In seconds: so much two measurements differ by themselves. */
const SAME = 2;

/** What the page's site says. @param {Tab} tab @param {number} times how often it is asked @returns {Promise<Difference | undefined>} */
export async function compare(tab, times) {
  const samples = await timesOf(tab, times);
  return samples.length ? difference(samples) : undefined;
}

/** Whose word is taken: nobody on the way can change what comes over https, or from this machine. @param {Tab} tab */
export function isTrusted({ url }) {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/u.test(hostname)
  );
}

/** Whether it is sure that codes would be refused. @param {Difference} found */
export const isHarmful = ({ ahead, within }) => Math.abs(ahead) - within > HARMLESS;

/** Whether the clock is to be set, and not followed. @param {Difference} found */
export const isFar = ({ ahead, within }) => Math.abs(ahead) + within > FARTHEST;

/** From now on, until tomorrow; or the computer's clock again. @param {import('./clock.js').Followed | undefined} clock */
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

/** Takes over a new difference: small ones are the measurement's own. @param {import('./clock.js').Followed} clock @param {Difference} found */
export async function adapt(clock, found) {
  if (Math.abs(found.ahead - clock.ahead) <= found.within + SAME) return;
  if (isFar(found)) {
    await use(undefined);
    throw { code: 'clock_far', values: [clock.host] };
  }
  const next = { ...clock, ahead: Math.round(found.ahead), checked: Date.now() };
  await use(isHarmful(found) ? next : undefined);
}

/**
 * Each answer leaves a range of differences; what all of them leave is it.
 * @param {Sample[]} samples at least one
 * @returns {Difference}
 */
function difference(samples) {
  const ranges = samples.map(({ before, after, date }) => ({
    from: date - after,
    to: date + 1000 - before,
  }));
  const from = Math.max(...ranges.map((range) => range.from));
  const to = Math.min(...ranges.map((range) => range.to));
  // A clock was set meanwhile, or two servers answered: the last one counts.
  if (from > to) return difference(samples.slice(-1));
  return { ahead: (from + to) / 2000, within: (to - from) / 2000 };
}
