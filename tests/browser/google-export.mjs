/**
 * Google Authenticator's exports as the app writes them: texts of QR codes. Runs in Node, for the
 * tests.
 */
import { Secret } from 'otpauth';

/** @typedef {import('./keys.mjs').Key} Key */

/**
 * A field of a protocol buffer: a number, or bytes.
 * @param {number} field
 * @param {bigint | number | Uint8Array} value
 * @returns {number[]}
 */
function encoded(field, value) {
  if (value instanceof Uint8Array)
    return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(value.length)), ...value];
  return [...varint(BigInt(field << 3)), ...varint(BigInt.asUintN(64, BigInt(value)))];
}

/** @param {bigint} value @returns {number[]} */
function varint(value) {
  return value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
}

/**
 * An export's text, as the app writes it.
 * @param {{ key: Key, name: string, algorithm?: number }[]} accounts
 * @param {{ id: number, place: number, of: number }} set
 */
export function exportOf(accounts, { id, place, of }) {
  const text = (/** @type {string} */ value) => new TextEncoder().encode(value);
  const bytes = accounts.flatMap(({ key, name, algorithm = 1 }) => {
    const secret = new Uint8Array(Secret.fromBase32(key.secret).bytes);
    return encoded(
      1,
      new Uint8Array([
        ...encoded(1, secret),
        ...encoded(2, text(name)),
        ...encoded(3, text('Acme')),
        ...encoded(4, algorithm),
        ...encoded(5, 1),
        ...encoded(6, 2),
      ]),
    );
  });
  const all = [
    ...bytes,
    ...encoded(2, 1),
    ...encoded(3, of),
    ...encoded(4, place),
    ...encoded(5, id),
  ];
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(all).toString('base64'))}`;
}
