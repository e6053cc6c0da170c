/**
 * The time that codes follow: the computer's, or that of a site where a person chose so. Every
 * context; it imports nothing, since everything that shows a code needs it.
 */

/** @typedef {{ ahead: number, host: string }} Followed a site's clock: whole seconds before the computer's */

/** @type {Followed | undefined} */
let followed;

/** What is followed instead of the computer's clock. */
export const theClock = () => followed;

/** @param {Followed | undefined} clock */
export function follow(clock) {
  followed = clock;
}

/** Unix seconds, floored: a code changes exactly at its step, not half a second before. */
export const now = () => Math.floor(Date.now() / 1000) + (followed?.ahead ?? 0);
