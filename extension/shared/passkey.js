/**
 * Passkeys, which answer a question that only they can (WebAuthn PRF). The answer opens the vault
 * and never leaves the page. A passkey belongs to this extension's id.
 */

import { keyByPasskey } from '../wasm/tandem.js';

/** @typedef {import('../wasm/tandem.js').NewPasskey} NewPasskey */
/** @typedef {{ credential: ArrayLike<number>, input: ArrayLike<number> }} Known */

/** Whether this browser knows passkeys at all. */
export const passkeysThere = () => 'PublicKeyCredential' in globalThis;

/** @param {number} length */
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Makes a new one; whoever takes it over wipes its `output`. @returns {Promise<NewPasskey>} */
export async function makePasskey() {
  const input = random(32);
  const made = await credentialOf(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Tandem' },
        // Another one each time: an authenticator replaces a passkey of the same user.
        user: { id: random(16), name: 'Tandem', displayName: 'Tandem' },
        challenge: random(32),
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        // Quoted: the name has nothing to do with running a text as code.
        extensions: { prf: { eval: { first: input } } },
      },
    }),
  );
  const credential = [...new Uint8Array(made.rawId)];
  // Some authenticators answer only when they are asked, not when they are made.
  const output = outputOf(made) ?? (await askPasskey([{ credential, input }])).output;
  return { credential, input: [...input], output };
}

/**
 * Asks any of these.
 * @param {Known[]} known
 * @returns {Promise<{ credential: number[], output: number[] }>}
 */
export async function askPasskey(known) {
  const answered = await credentialOf(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        userVerification: 'required',
        allowCredentials: known.map(({ credential }) => ({
          type: 'public-key',
          id: Uint8Array.from(credential),
        })),
        extensions: {
          prf: {
            evalByCredential: Object.fromEntries(
              known.map(({ credential, input }) => [
                named(credential),
                { first: Uint8Array.from(input) },
              ]),
            ),
          },
        },
      },
    }),
  );
  return { credential: [...new Uint8Array(answered.rawId)], output: outputOf(answered) ?? [] };
}

/**
 * The key of a vault, by any of its passkeys.
 * @param {string} text the sealed vault @param {Known[]} known
 */
export async function keyOfPasskey(text, known) {
  const { credential, output } = await askPasskey(known);
  const answer = Uint8Array.from(output);
  try {
    return keyByPasskey(text, Uint8Array.from(credential), answer);
  } finally {
    answer.fill(0);
    output.fill(0);
  }
}

/** @param {() => Promise<Credential | null>} request */
async function credentialOf(request) {
  let credential;
  try {
    credential = await request();
  } catch (cause) {
    throw { code: 'passkey_refused', cause };
  }
  if (credential instanceof PublicKeyCredential) return credential;
  throw { code: 'passkey_refused' };
}

/**
 * @param {PublicKeyCredential} credential
 * @returns {number[] | undefined} none where it gives none; the core refuses what is too short
 */
function outputOf(credential) {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first && [...new Uint8Array(ArrayBuffer.isView(first) ? first.buffer : first)];
}

/** A credential's id as the browser wants it: base64url. @param {ArrayLike<number>} credential */
const named = (credential) =>
  btoa(String.fromCharCode(...Array.from(credential)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
