/**
 * A module Worker that makes a passphrase into a key and is then dropped: it takes most of a second
 * and 64 MiB, which are given back with the Worker.
 *
 * In: a passphrase, and the vault that it shall open; without one, a new slot is made of it. Out:
 * the answer, or an error with a code.
 */
import init, { kdfParameters, keyByPassphrase, deriveKey } from '../wasm/tandem.js';

// Begun before anything is asked: a person is still typing.
const ready = init();

addEventListener('message', async ({ data: { passphrase, text } }) => {
  try {
    await ready;
    postMessage({
      answer: text === undefined ? made(passphrase) : keyByPassphrase(text, passphrase),
    });
  } catch (error) {
    // A trap has no code: the memory that Argon2 asks for was not to be had.
    postMessage({
      error:
        typeof error === 'object' && error !== null && 'code' in error
          ? error
          : { code: 'passphrase_memory' },
    });
  }
});

/** A device that is quick works longer on it: half a second. @param {string} passphrase */
function made(passphrase) {
  const began = performance.now();
  const usual = deriveKey(passphrase);
  const passes = kdfParameters(performance.now() - began);
  return passes > usual.passes ? deriveKey(passphrase, usual.memory, passes) : usual;
}
