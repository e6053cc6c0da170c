// Numbers that look random and are the same for the same seed: a miss can be looked at again.
// Runs in Node.

/** A source of numbers. */
export class Dice {
  /** @type {number} */
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, 1 (mulberry32). */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /**
   * @param {number} least
   * @param {number} most included
   */
  whole(least, most) {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  /**
   * @param {number} least
   * @param {number} most
   */
  between(least, most) {
    return least + this.unit() * (most - least);
  }

  /** @param {number} share of the throws that come true */
  chance(share) {
    return this.unit() < share;
  }

  /**
   * @template T
   * @param {readonly T[]} from
   * @returns {T}
   */
  pick(from) {
    const one = from[Math.floor(this.unit() * from.length)];
    if (one === undefined) throw new Error('there is nothing to pick from');
    return one;
  }

  /**
   * @param {string} alphabet
   * @param {number} length
   */
  word(alphabet, length) {
    return Array.from({ length }, () => this.pick([...alphabet])).join('');
  }
}
