/**
 * The popup's clock: runs at the start of each second of the wall clock. Each run plans the next
 * from the time it is then, so nothing drifts however long the popup stays open.
 */

/** Unix seconds, floored: a code changes exactly at its step, not half a second before. */
export const now = () => Math.floor(Date.now() / 1000);

/**
 * @param {AbortSignal} signal ends it
 * @param {() => void} act
 */
export function everySecond(signal, act) {
  let timer = 0;
  const plan = () => {
    timer = setTimeout(() => {
      act();
      plan();
    }, 1000 - (Date.now() % 1000));
  };
  plan();
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
