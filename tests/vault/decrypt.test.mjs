/** That `docs/vault.md` is right: a program that has nothing of Tandem opens what Tandem wrote, and nothing else. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { decrypt, noPython } from './python.mjs';

/**
 * @typedef {object} Row
 * @property {string} name @property {string} text @property {string} key
 * @property {string} [passphrase] @property {string} [recovery] @property {{ output: string }} [passkey]
 * @property {{ issuer: string, name: string, secret: string }[]} accounts
 */

const VECTORS = new URL('../vectors/vault/', import.meta.url);
const skip = await noPython();
/** @type {Row[]} */
const rows = [];
for (const file of await readdir(VECTORS))
  rows.push(...JSON.parse(await readFile(new URL(file, VECTORS), 'utf8')).rows);

/** @param {string} name @returns {Row} */
function row(name) {
  const found = rows.find((row) => row.name === name);
  assert.ok(found, name);
  return found;
}

/** @param {Row} row @param {string} [text] */
function open({ text: own, key, passphrase, recovery, passkey }, text = own) {
  if (passphrase !== undefined) return decrypt(text, [], passphrase);
  if (recovery !== undefined) return decrypt(text, ['--recovery', recovery]);
  return decrypt(text, passkey ? ['--passkey-output', passkey.output] : ['--key', key]);
}

for (const row of rows) {
  test(`it_opens_the_vault_${row.name.replaceAll(/\W+/gu, '_')}`, { skip }, async () => {
    const { code, out, said } = await open(row);
    assert.equal(code, 0, said);
    const found = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind === 'account');
    const bytes = (/** @type {string} */ text) => Buffer.from(text, 'base64url').toString('hex');
    for (const { issuer, name, secret } of row.accounts) {
      assert.ok(
        found.some(
          (account) =>
            account.issuer === issuer && account.name === name && bytes(account.secret) === secret,
        ),
        name,
      );
    }
  });
}

test('it_opens_by_the_same_letters_composed_in_another_way', { skip }, async () => {
  const { text, passphrase = '' } = row('composed (NFC)');
  const decomposed = passphrase.normalize('NFD');
  assert.notEqual(decomposed, passphrase);
  assert.equal((await decrypt(text, ['--check'], decomposed)).code, 0);
});

/** @typedef {{ format: number, generation: number, slots: { memory: number }[], records: { sealed: string }[] }} Stored */

for (const [
  what,
  name,
  change,
  sentence,
] of /** @type {[string, string, (vault: Stored) => unknown, RegExp][]} */ ([
  [
    'an_altered_record',
    'recovery',
    ({ records }) => records.forEach((record) => (record.sealed = flipped(record.sealed))),
    /record .* was altered/u,
  ],
  ['a_missing_record', 'device', ({ records }) => records.pop(), /list of records was altered/u],
  ['an_altered_header', 'device', (vault) => (vault.generation += 1), /header was altered/u],
  [
    'a_weaker_derivation',
    '1 byte',
    ({ slots }) => slots.forEach((slot) => (slot.memory += 1024)),
    /does not open the slot/u,
  ],
  ['a_later_format', 'device', (vault) => (vault.format = 2), /format 2 is not known/u],
])) {
  test(`it_refuses_${what}`, { skip }, async () => {
    const vault = JSON.parse(row(name).text);
    change(vault);
    const { code, out, said } = await open(row(name), JSON.stringify(vault));
    assert.deepEqual([code, out], [1, '']);
    assert.match(said, sentence);
  });
}

/** @param {string} text base64url */
const flipped = (text) => text.slice(0, 50) + (text[50] === 'A' ? 'B' : 'A') + text.slice(51);
