/**
 * Keys for tests, and their codes by npm `otpauth`, a library that isn't ours. Runs in Node.
 */
import assert from 'node:assert/strict';
import { HOTP, Secret, TOTP } from 'otpauth';

/** How late a code may be looked at, in milliseconds. */
export const LATE = 10_000;

/** @typedef {ReturnType<typeof newKey>} Key */

/**
 * A key that no test has had before.
 * @param {{ issuer?: string, account?: string, bytes?: number, algorithm?: string, digits?: number, period?: number }} [options]
 */
export function newKey({
  issuer = 'Example',
  account = 'me@example.org',
  bytes = 20,
  algorithm = 'SHA1',
  digits = 6,
  period = 30,
} = {}) {
  const secret = new Secret({ size: bytes });
  const totp = new TOTP({ issuer, label: account, secret, algorithm, digits, period });
  const key = {
    issuer,
    account,
    uri: totp.toString(),
    secret: secret.base32,
    bytes: secret.bytes,
    period,
    /** The code at a time in milliseconds. */
    code: (now = Date.now()) => totp.generate({ timestamp: now }),

    /**
     * The codes that a page may show: a busy machine may have drawn or copied one before the step
     * that we are in now.
     * @param {number} [ahead] seconds the popup's clock is ahead of ours
     */
    recent(ahead = 0) {
      const now = Date.now() + ahead * 1000;
      return [key.code(now), key.code(now - LATE)];
    },
    /**
     * Asserts that a code is this key's. @param {string | undefined} code
     * @param {number} [ahead] seconds the popup's clock is ahead of ours
     */
    isCode(code, ahead = 0) {
      const right = key.recent(ahead);
      assert.ok(
        code !== undefined && right.includes(code),
        `${code} is not ${[...new Set(right)].join(' or ')}`,
      );
    },
  };
  return key;
}

/** @param {string} secret base32 @param {number} counter */
export function counterCode(secret, counter) {
  return HOTP.generate({
    secret: Secret.fromBase32(secret),
    counter,
    digits: 6,
    algorithm: 'SHA1',
  });
}
