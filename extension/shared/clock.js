/**
 * The time that codes follow: the computer's, or for the accounts of one site that site's, where a
 * person chose so. Every context; it imports nothing, since everything that shows a code needs it.
 */

/**
 * @typedef {object} Followed a site's clock
 * @property {number} ahead whole seconds before the computer's
 * @property {string} host
 * @property {string} url the site's address: its accounts follow it, and no other
 * @property {number} [tab] in which it was chosen
 * @property {number} [checked] when the two were compared last, in milliseconds by the computer's
 */

/** @type {Followed | undefined} */
let followed;
/** @type {(id: string, url: string) => boolean} */
let belongs = () => false;

/** What is followed instead of the computer's clock. */
export const theClock = () => followed;

/**
 * @param {Followed | undefined} clock
 * @param {typeof belongs} [isOf] whether an account is one of the site of an address
 */
export function follow(clock, isOf = belongs) {
  // What an earlier version followed named no site.
  followed = clock?.url ? clock : undefined;
  belongs = isOf;
}

/** Whether an account's codes follow a site's clock. @param {string} id */
export const follows = (id) => followed !== undefined && belongs(id, followed.url);

/**
 * Unix seconds, floored: a code changes exactly at its step, not half a second before.
 * @param {string} [id] the account whose codes it is for; without one, the computer's time
 */
export const now = (id) =>
  Math.floor(Date.now() / 1000) +
  (followed && id !== undefined && belongs(id, followed.url) ? followed.ahead : 0);
