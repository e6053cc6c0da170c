/**
 * Passkeys, through WebAuthn's PRF extension: each returns a secret that only it can compute. This
 * secret opens the vault and never leaves the page. A passkey is bound to this extension's id.
 */

import { keyByPasskey } from '../wasm/tandem.js';

/** @typedef {import('../wasm/tandem.js').NewPasskey} NewPasskey */
/** @typedef {{ credential: ArrayLike<number>, input: ArrayLike<number> }} Known */

/** Whether this browser supports passkeys. */
export const passkeysThere = () => 'PublicKeyCredential' in globalThis;

/** @param {number} length */
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Creates a passkey; the caller wipes its `output`. @returns {Promise<NewPasskey>} */
export async function makePasskey() {
  const input = random(32);
  const made = await credentialOf(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Tandem' },
        // A new user id each time: an authenticator would replace a passkey of the same user.
        user: { id: random(16), name: 'Tandem', displayName: 'Tandem' },
        challenge: random(32),
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        // Quoted so that the linter doesn't take it for JavaScript's `eval`.
        extensions: { prf: { eval: { first: input } } },
      },
    }),
  );
  const credential = [...new Uint8Array(made.rawId)];
  // Some authenticators compute the secret only when asked later, not at creation.
  const output = outputOf(made) ?? (await askPasskey([{ credential, input }])).output;
  return { credential, input: [...input], output };
}

/**
 * Asks for any of these passkeys.
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
 * The vault's key, by any of its passkeys.
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
 * @returns {number[] | undefined} undefined if there is none; the core refuses one that is too
 * short
 */
function outputOf(credential) {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first && [...new Uint8Array(ArrayBuffer.isView(first) ? first.buffer : first)];
}

/** A credential's id in base64url, as the browser expects. @param {ArrayLike<number>} credential */
const named = (credential) =>
  btoa(String.fromCharCode(...Array.from(credential)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
