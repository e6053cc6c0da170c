/**
 * How far a site's clock is from the computer's, by what the site says of the time in its answers.
 */

/**
 * @typedef {object} Sample one answer of the site
 * @property {number} before when it was asked, in milliseconds of the computer's clock
 * @property {number} after when it had answered
 * @property {number} date its time in milliseconds, a whole second: what was cut off is not known
 */

/** @typedef {{ ahead: number, within: number }} Difference in seconds: the site's clock less the computer's, and how far that may be off */

/** In seconds: codes of one step before and after are usually taken; beyond that they are refused. */
export const HARMLESS = 20;

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
