/**
 * Which codes the practice console accepts. Runs in Node.
 *
 * The codes come from npm `otpauth`, a library that isn't Tandem's, so that the two verify each
 * other. The windows, in steps of 30 s by the server's own clock:
 *
 * | where | what is taken |
 * |---|---|
 * | assign | two consecutive codes, in order; the second is the current one or the one before |
 * | sign in | one code: current, the one before or the one after, moved by the device's drift |
 * | re-sync | two consecutive codes, in order, at most an hour away; the drift is remembered |
 *
 * AWS publishes none of these widths; they are narrow on purpose. A code is accepted once: a step
 * at or below the last accepted one is refused, also after another use of it.
 */
import { HOTP, Secret } from 'otpauth';

export const PERIOD = 30;
const HOUR = 3600 / PERIOD;

/**
 * @typedef {object} Device
 * @property {string} name
 * @property {string} secret base32, 64 characters
 * @property {number} drift steps the device is behind (negative) or ahead of this server
 * @property {number} last the last step that was taken, -1 for none
 */

/**
 * A device that nobody has set up yet.
 * @param {string} name
 * @returns {Device}
 */
export function newDevice(name) {
  return { name, secret: new Secret({ size: 40 }).base32, drift: 0, last: -1 };
}

/**
 * The step that `seconds` (Unix) falls into.
 * @param {number} seconds
 */
export function stepAt(seconds) {
  return Math.floor(seconds / PERIOD);
}

/**
 * The code of one step.
 * @param {Device} device
 * @param {number} step
 */
export function codeAt(device, step) {
  return HOTP.generate({
    secret: Secret.fromBase32(device.secret),
    counter: step,
    digits: 6,
    algorithm: 'SHA1',
  });
}

/**
 * @param {Device} device
 * @param {readonly [string, string]} codes
 * @param {number} now Unix seconds
 * @returns {boolean} whether the device is assigned now
 */
export function assign(device, codes, now) {
  const current = stepAt(now);
  return takePair(device, codes, current - 1, current) !== undefined;
}

/**
 * @param {Device} device
 * @param {string} code
 * @param {number} now Unix seconds
 * @returns {boolean} whether the code was taken
 */
export function signIn(device, code, now) {
  const current = stepAt(now) + device.drift;
  for (let step = current - 1; step <= current + 1; step++) {
    if (step > device.last && codeAt(device, step) === code) {
      device.last = step;
      return true;
    }
  }
  return false;
}

/**
 * @param {Device} device
 * @param {readonly [string, string]} codes
 * @param {number} now Unix seconds
 * @returns {boolean} whether the device is in step again
 */
export function resync(device, codes, now) {
  const current = stepAt(now);
  const step = takePair(device, codes, current - HOUR, current + HOUR);
  if (step === undefined) return false;
  device.drift = step - current;
  return true;
}

/**
 * Takes a pair whose second code belongs to a step of `from..=to`, and tells that step.
 * @param {Device} device
 * @param {readonly [string, string]} codes
 * @param {number} from
 * @param {number} to
 * @returns {number | undefined}
 */
function takePair(device, [first, second], from, to) {
  for (let step = Math.max(from, device.last + 2); step <= to; step++) {
    if (codeAt(device, step) === second && codeAt(device, step - 1) === first) {
      device.last = step;
      return step;
    }
  }
  return undefined;
}
