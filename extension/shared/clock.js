/**
 * The time that codes follow: the computer's, or, for the accounts of one site, that site's, if the
 * user chose so. Used in every context. It imports nothing, since everything that shows codes needs
 * it.
 */

/**
 * @typedef {object} Followed a site's clock
 * @property {number} ahead whole seconds ahead of the computer's
 * @property {string} host
 * @property {string} url the site's address: only accounts that belong there follow its clock
 * @property {number} [tab] the tab in which it was chosen
 * @property {number} [checked] when the two were last compared, in milliseconds by the computer's
 * clock
 */

/** @type {Followed | undefined} */
let followed;
/** @type {(id: string, url: string) => boolean} */
let belongs = () => false;

/** The site's clock that is followed, if any. */
export const theClock = () => followed;

/**
 * @param {Followed | undefined} clock
 * @param {typeof belongs} [isOf] whether an account belongs to the site of an address
 */
export function follow(clock, isOf = belongs) {
  // What an earlier version stored names no site.
  followed = clock?.url ? clock : undefined;
  belongs = isOf;
}

/** Whether an account's codes follow a site's clock. @param {string} id */
export const follows = (id) => followed !== undefined && belongs(id, followed.url);

/**
 * Unix seconds, rounded down: a code changes exactly at its step, not half a second before.
 * @param {string} [id] the account whose codes are meant; without it, the computer's time
 */
export const now = (id) =>
  Math.floor(Date.now() / 1000) +
  (followed && id !== undefined && belongs(id, followed.url) ? followed.ahead : 0);
