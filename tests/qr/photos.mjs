// What a photo of a code may be like, by chance: from easy to about as bad as people still expect to
// work. Runs in Node.

import { beside, decoys } from './sheets.mjs';

/** @typedef {import('./photograph.mjs').Shot} Shot */
/** @typedef {import('./random.mjs').Dice} Dice */
/** @typedef {{ text: string, modules: number[][] }} Code */

/** Each kind of trouble alone, and some of them together. */
const TROUBLES = /** @type {const} */ ([
  'plain',
  'tilt',
  'bend',
  'light',
  'faint',
  'blur',
  'shake',
  'noise',
  'small',
  'damage',
  'glare',
  'several',
  'perspective',
  'can',
  'dense',
  'close',
  'monitor',
  'exposure',
  'spots',
  'leaves',
  'lots',
  'styled',
  'crowd',
  'huge',
  'far',
]);

/** Colours in which codes are printed that are no black on white: of the dark modules, of the light ones. */
const COLOURS = /** @type {Shot['colours'][]} */ ([
  [
    [20, 40, 120],
    [255, 250, 235],
  ],
  [
    [120, 20, 30],
    [255, 255, 255],
  ],
  [
    [10, 90, 60],
    [240, 235, 200],
  ],
  [
    [60, 20, 90],
    [255, 205, 60],
  ],
  [
    [30, 30, 30],
    [110, 190, 230],
  ],
  [
    [200, 60, 20],
    [255, 245, 230],
  ],
]);

/**
 * @param {Dice} dice
 * @param {(version?: number) => Code} code draws one of at least some version
 * @param {string} only the one trouble wanted, if any
 * @returns {{ trouble: string, texts: string[], shot: Shot }}
 */
export function anyShot(dice, code, only = '') {
  const trouble = TROUBLES.find((name) => name === only) ?? dice.pick(TROUBLES);
  const has = (/** @type {string} */ name) =>
    trouble === name || (trouble === 'several' && dice.chance(0.3));
  const many =
    { lots: dice.whole(9, 60), crowd: dice.whole(1, 4) }[/** @type {string} */ (trouble)] ?? 1;
  const codes = Array.from({ length: many }, () =>
    code(has('dense') ? dice.whole(20, 40) : undefined),
  );
  const modules =
    trouble === 'crowd'
      ? decoys(dice, beside(codes, dice.whole(1, 4)))
      : beside(codes, dice.whole(4, 12));
  const size = Math.max(modules.length, modules[0]?.length ?? 0);
  const module = ordinary(dice, trouble, has('small'), size);
  const tilt = trouble === 'close' ? 4 : has('tilt') ? 50 : 12;
  const steep = dice.pick([-1, 1]) * dice.between(40, 62);
  const faint = has('faint');
  const dark = faint ? dice.between(60, 120) : dice.between(15, 60);
  const close = trouble === 'close';
  const side = Math.round(
    module * (close ? size + dice.between(3, 7) : (size + 8) * dice.between(1.3, 1.9)),
  );
  const ink = /** @type {[number, number]} */ ([
    dark,
    faint ? dark + dice.between(18, 50) : dice.between(150, 250),
  ]);
  const styled = trouble === 'styled';
  const exposure =
    trouble === 'exposure' ? dice.pick([dice.between(0.12, 0.25), dice.between(1.5, 3)]) : 1;
  const far = trouble === 'far';
  return {
    trouble,
    texts: codes.map(({ text }) => text),
    shot: {
      modules,
      width: far
        ? dice.whole(2800, 4000)
        : Math.min(close ? side : 2000, side + (close ? 0 : dice.whole(0, 200))),
      height: far
        ? dice.whole(2200, 3000)
        : Math.min(close ? side : 2000, side + (close ? 0 : dice.whole(0, 60))),
      module,
      turned: close
        ? dice.pick([0, 90, 180, 270]) + dice.between(-4, 4)
        : dice.chance(0.5)
          ? dice.between(-20, 20)
          : dice.between(0, 360),
      tilt: [
        trouble === 'perspective' ? steep : dice.between(-tilt, tilt),
        dice.between(-tilt, tilt),
      ],
      distance: dice.between(1.6, 4),
      arc: trouble === 'can' ? dice.pick([-1, 1]) * dice.between(60, 120) : 0,
      bend: has('bend') ? dice.between(0.02, 0.1) * size : 0,
      quiet: close || styled ? dice.pick([0, 1, 4]) : 4,
      ground: close ? dice.pick([20, 120, 230]) : 90,
      shape: styled ? dice.pick(/** @type {const} */ (['square', 'dot', 'gap'])) : 'square',
      round: styled && dice.chance(0.5),
      logo: styled && dice.chance(0.5) ? dice.between(0.08, 0.2) : 0,
      colours:
        styled && dice.chance(0.6)
          ? dice.pick(COLOURS)
          : [
              [0, 0, 0],
              [260, 255, 240],
            ],
      ink: styled && dice.chance(0.25) ? [ink[1], ink[0]] : ink,
      exposure,
      screen: trouble === 'monitor' ? dice.pick([2, 3, 4, 5]) : 0,
      slope: has('light') ? dice.between(0.4, 0.8) : dice.between(0, 0.2),
      shadow: has('light') ? dice.between(0.3, 0.7) : 0,
      leaves: has('leaves') ? dice.between(0.3, 0.65) : 0,
      blinds: dice.chance(0.5),
      glare: has('glare') ? dice.between(0.08, 0.2) : 0,
      spots: has('spots') ? dice.whole(2, 6) : 0,
      blur: has('blur')
        ? module * dice.between(0.35, 0.7)
        : module * dice.between(0, trouble === 'dense' ? 0.35 : 0.2),
      shake: has('shake') ? module * dice.between(0.4, 0.9) : 0,
      noise: has('noise') ? dice.between(12, 35) : dice.between(0, far || exposure < 1 ? 9 : 5),
      damage: has('damage') ? dice.between(0.03, 0.09) : 0,
      quality: dice.between(0.5, 0.95),
      seed: dice.whole(0, 2 ** 31),
    },
  };
}

/**
 * Pixels to a module.
 * @param {Dice} dice
 * @param {string} trouble
 * @param {boolean} small
 * @param {number} size modules a side of all that is to be seen
 */
function ordinary(dice, trouble, small, size) {
  switch (trouble) {
    // Turned by any angle all of it is in the picture.
    case 'huge':
      return Math.min(dice.between(25, 50), 1350 / size);
    case 'lots':
      return Math.min(dice.between(2.5, 5), 1350 / size);
    case 'can':
      return Math.min(dice.between(4, 9), 900 / size);
    case 'dense':
      return Math.min(dice.between(3, 5), 800 / size);
    case 'far':
      return dice.between(3, 7);
    case 'close':
    case 'monitor':
      return Math.min(dice.between(4, 14), 1200 / size);
    default:
      return Math.min(small ? dice.between(1.5, 2.5) : dice.between(2.5, 8), 700 / size);
  }
}
