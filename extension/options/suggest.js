/**
 * A passphrase by chance: five words without meaning that can be said and typed (proquints: a
 * consonant, a vowel and so on), 16 bits each, so that nobody needs a list of words.
 */
const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
const WORDS = 5;

/** What it takes to guess one, in bits. */
export const BITS = 16 * WORDS;

export function suggest() {
  return [...crypto.getRandomValues(new Uint16Array(WORDS))].map(word).join('-');
}

/** @param {number} bits 16 of them */
const word = (bits) =>
  [12, 10, 6, 4, 0]
    .map((from, place) =>
      place % 2 ? VOWELS.charAt((bits >> from) & 3) : CONSONANTS.charAt((bits >> from) & 15),
    )
    .join('');
