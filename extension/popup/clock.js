/**
 * The computer's clock beside a site's: how far they are apart, said unasked where codes would be refused
 * (`compare.js` asks on a click). As long as codes follow a site's, that stands above every view, with the
 * way back.
 */
import { button, message, part, write } from '../shared/dom.js';
import { follow, theClock } from '../shared/clock.js';
import { timesOf } from '../shared/page.js';
import { vaultChanges } from '../shared/session.js';
import { forget, keep } from '../shared/storage.js';
import { offer } from './view.js';

/** @typedef {import('../shared/page.js').Tab} Tab */
/** @typedef {{ ahead: number, within: number }} Difference in seconds: the site's clock less the computer's, and how far that may be off */
/** @typedef {import('../shared/page.js').Sample} Sample */

/** In seconds: codes of one step before and after are usually taken; beyond that they are refused. */
const HARMLESS = 20;
/** In seconds: who comes back tomorrow is asked again. */
const FOLLOWED = 86_400;
/** In seconds: from here on a clock is told in whole ones. */
const WHOLE = 10;

/** Above all views: whose clock it is. */
export function drawClock() {
  const clock = theClock();
  const strip = part(document, 'clock', HTMLElement);
  strip.hidden = !clock;
  if (!clock) return;
  write(strip, 'followed', message('clock_followed', clock.host, clock.ahead > 0 ? `+${clock.ahead}` : clock.ahead));
  button(strip, 'drop').onclick = () => use(undefined);
}

/** Says so where codes would be refused by the clock that they follow. @param {Tab} tab */
export async function warnOfClock(tab) {
  const samples = await timesOf(tab, 1);
  if (!samples.length) return;
  const [host, found] = [hostOf(tab), difference(samples)];
  if (!isHarmful({ ...found, ahead: found.ahead - (theClock()?.ahead ?? 0) })) return;
  offer(told(found, host), () => message('clock_use'), () => use({ ahead: Math.round(found.ahead), host }));
}

/** @param {import('../shared/clock.js').Followed | undefined} clock */
export async function use(clock) {
  follow(clock);
  drawClock();
  // Whatever shows codes draws them anew.
  vaultChanges.dispatchEvent(new Event('change'));
  await (clock ? keep('clock', clock, FOLLOWED) : forget('clock'));
}

/** @param {Difference} found @param {string} host */
export function told({ ahead, within }, host) {
  const [by, about] = [ahead, within].map((seconds) => {
    const size = Math.abs(seconds);
    return size < WHOLE ? size.toFixed(1) : size.toFixed();
  });
  return message(ahead > 0 ? 'clock_behind' : 'clock_ahead', host, by ?? '', about ?? '');
}

/** @param {Tab} tab */
export const hostOf = ({ url }) => new URL(url).hostname;

/**
 * Each answer leaves a range of differences; what all of them leave is it.
 * @param {Sample[]} samples at least one
 * @returns {Difference}
 */
export function difference(samples) {
  const ranges = samples.map(({ before, after, date }) => ({ from: date - after, to: date + 1000 - before }));
  const from = Math.max(...ranges.map((range) => range.from));
  const to = Math.min(...ranges.map((range) => range.to));
  // A clock was set meanwhile, or two servers answered: the last one counts.
  if (from > to) return difference(samples.slice(-1));
  return { ahead: (from + to) / 2000, within: (to - from) / 2000 };
}

/** Whether it is sure that codes would be refused. @param {Difference} found */
export const isHarmful = ({ ahead, within }) => Math.abs(ahead) - within > HARMLESS;
