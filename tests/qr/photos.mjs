// What a photo of a code may be like, by chance: from easy to about as bad as people still expect to
// work. Runs in Node.

/** @typedef {import('./photograph.mjs').Shot} Shot */
/** @typedef {import('./random.mjs').Dice} Dice */

/** Each kind of trouble alone, and some of them together. */
const TROUBLES = /** @type {const} */ (['plain', 'tilt', 'bend', 'light', 'faint', 'blur', 'shake', 'noise', 'small', 'damage', 'glare', 'several']);

/**
 * @param {Dice} dice
 * @param {number[][]} modules
 * @returns {{ trouble: string, shot: Shot }}
 */
export function anyShot(dice, modules) {
  const trouble = dice.pick(TROUBLES);
  const size = modules.length;
  const has = (/** @type {string} */ name) => trouble === name || (trouble === 'several' && dice.chance(0.3));
  const module = has('small') ? dice.between(1.5, 2.5) : dice.between(2.5, 8);
  const tilt = has('tilt') ? 50 : 12;
  const faint = has('faint');
  const dark = faint ? dice.between(60, 120) : dice.between(15, 60);
  const side = Math.round(module * (size + 8) * dice.between(1.3, 1.9));
  return {
    trouble,
    shot: {
      modules,
      width: Math.min(1400, side + dice.whole(0, 200)),
      height: Math.min(1100, side + dice.whole(0, 60)),
      module: Math.min(module, 700 / size),
      turned: dice.chance(0.5) ? dice.between(-20, 20) : dice.between(0, 360),
      tilt: [dice.between(-tilt, tilt), dice.between(-tilt, tilt)],
      bend: has('bend') ? dice.between(0.02, 0.1) * size : 0,
      ink: [dark, faint ? dark + dice.between(18, 50) : dice.between(150, 250)],
      slope: has('light') ? dice.between(0.4, 0.8) : dice.between(0, 0.2),
      shadow: has('light') ? dice.between(0.3, 0.7) : 0,
      glare: has('glare') ? dice.between(0.08, 0.2) : 0,
      blur: has('blur') ? module * dice.between(0.35, 0.7) : module * dice.between(0, 0.2),
      shake: has('shake') ? module * dice.between(0.4, 0.9) : 0,
      noise: has('noise') ? dice.between(12, 35) : dice.between(0, 5),
      damage: has('damage') ? dice.between(0.03, 0.09) : 0,
      quality: dice.between(0.5, 0.95),
      seed: dice.whole(0, 2 ** 31),
    },
  };
}
