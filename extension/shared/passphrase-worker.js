/**
 * A module Worker that derives a key from a passphrase, once. That takes most of a second and 64
 * MiB, which are freed with the Worker.
 *
 * In: a passphrase, and the vault to open; without a vault, it makes a new slot. Out: the answer,
 * or an error with a code.
 */
import init, { kdfParameters, keyByPassphrase, deriveKey } from '../wasm/tandem.js';

// Starts loading at once, while the user is still typing.
const ready = init();

addEventListener('message', async ({ data: { passphrase, text } }) => {
  try {
    await ready;
    postMessage({
      answer: text === undefined ? made(passphrase) : keyByPassphrase(text, passphrase),
    });
  } catch (error) {
    // A trap has no code: Argon2 couldn't get its memory.
    postMessage({
      error:
        typeof error === 'object' && error !== null && 'code' in error
          ? error
          : { code: 'passphrase_memory' },
    });
  }
});

/** Faster devices get higher KDF parameters, for about half a second. @param {string} passphrase */
function made(passphrase) {
  const began = performance.now();
  const usual = deriveKey(passphrase);
  const passes = kdfParameters(performance.now() - began);
  return passes > usual.passes ? deriveKey(passphrase, usual.memory, passes) : usual;
}
