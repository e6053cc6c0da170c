/**
 * Writes a vault's text as anyone with its key could, by docs/vault.md and with none of our code:
 * accounts that no version of Tandem would write. Runs in Node.
 */
import { createCipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * @typedef {Record<string, unknown>} Members
 * @typedef {{ content: string, revision?: bigint, id?: string }} Forged `content`: the JSON to be
 * sealed; `id`: a new one by default
 */

/**
 * @param {string} text of a vault
 * @param {Uint8Array} key its vault key
 * @param {Forged[]} records in place of its own
 * @param {Members} [members] of the header, in place of its own or beside them
 */
export function forge(text, key, records, members = {}) {
  const header = { ...JSON.parse(text), ...members };
  delete header.records;
  delete header.mac;
  const vault = Buffer.from(header.vault, 'base64url');
  const [sealing, proving] = ['sealing', 'authentication'].map((what) =>
    Buffer.from(hkdfSync('sha256', key, '', `tandem vault ${what}`, 32)),
  );
  if (!sealing || !proving) throw new Error('no keys');
  const sealed = records
    .map((record) => sealedBy(sealing, vault, record))
    .sort((one, other) => Buffer.compare(one.id, other.id));
  const list = mac(proving, [
    'tandem vault records',
    number(1n),
    vault,
    number(BigInt(sealed.length)),
    ...sealed.flatMap(({ id, revision, bytes }) => [
      id,
      number(revision),
      bytes.subarray(0, 24),
      bytes.subarray(-16),
    ]),
  ]);
  const whole = mac(proving, ['tandem vault header', list, canonical(header)]);
  const rows = sealed.map(
    ({ id, revision, bytes }) =>
      `{"id":"${id.toString('base64url')}","revision":${revision},"sealed":"${bytes.toString('base64url')}"}`,
  );
  const ends = `"records":[${rows.join()}],"mac":{"header":"${whole.toString('base64url')}","records":"${list.toString('base64url')}"}}`;
  const { format, vault: id, generation, slots, ...more } = header;
  const beside = Object.entries(more).map(([name, value]) => `"${name}":${canonical(value)},`);
  return `{"format":${format},"vault":"${id}","generation":${generation},"slots":${canonical(slots)},${beside.join('')}${ends}`;
}

/** @param {Buffer} key @param {Buffer} vault @param {Forged} record */
function sealedBy(key, vault, { content, revision = 1n, id: own }) {
  const id = own === undefined ? randomBytes(16) : Buffer.from(own, 'base64url');
  const nonce = randomBytes(24);
  const place = Buffer.concat([
    Buffer.from('tandem vault record'),
    number(1n),
    vault,
    id,
    number(revision),
  ]);
  const cipher = createCipheriv(
    'chacha20-poly1305',
    hchacha20(key, nonce.subarray(0, 16)),
    Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]),
    { authTagLength: 16 },
  );
  cipher.setAAD(place, { plaintextLength: Buffer.byteLength(content) });
  const bytes = Buffer.concat([nonce, cipher.update(content, 'utf8'), cipher.final()]);
  return { id, revision, bytes: Buffer.concat([bytes, cipher.getAuthTag()]) };
}

/** @param {Buffer} key @param {(string | Buffer)[]} parts */
const mac = (key, parts) =>
  parts.reduce((hash, part) => hash.update(part), createHmac('sha256', key)).digest();

/** @param {bigint} value */
function number(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** @param {unknown} value @returns {string} */
function canonical(value) {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) =>
    Buffer.compare(Buffer.from(one), Buffer.from(other)),
  );
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join()}}`;
}

/**
 * The key that XChaCha20 gives ChaCha20 (draft-irtf-cfrg-xchacha, 2.2), which Node doesn't have.
 * @param {Buffer} key @param {Buffer} nonce of 16 bytes
 */
function hchacha20(key, nonce) {
  const start = Buffer.concat([Buffer.from('expand 32-byte k'), key, nonce]);
  const state = Uint32Array.from({ length: 16 }, (_, at) => start.readUInt32LE(at * 4));
  const at = (/** @type {number} */ place) => state[place] ?? 0;
  const turn = (/** @type {number} */ to, /** @type {number} */ by, /** @type {number} */ left) => {
    const mixed = at(to) ^ at(by);
    state[to] = (mixed << left) | (mixed >>> (32 - left));
  };
  const quarter = (/** @type {[number, number, number, number]} */ [a, b, c, d]) => {
    for (const [to, by, other, left] of /** @type {const} */ ([
      [a, b, d, 16],
      [c, d, b, 12],
      [a, b, d, 8],
      [c, d, b, 7],
    ])) {
      state[to] = at(to) + at(by);
      turn(other, to, left);
    }
  };
  for (let round = 0; round < 10; round += 1) {
    for (let column = 0; column < 4; column += 1)
      quarter([column, column + 4, column + 8, column + 12]);
    for (let column = 0; column < 4; column += 1)
      quarter([column, 4 + ((column + 1) % 4), 8 + ((column + 2) % 4), 12 + ((column + 3) % 4)]);
  }
  const words = [...state.subarray(0, 4), ...state.subarray(12)];
  const out = Buffer.alloc(32);
  words.forEach((word, place) => out.writeUInt32LE(word, place * 4));
  return out;
}
