// Sheets with more than a code on them, module by module. Runs in Node.

/** @typedef {import('./random.mjs').Dice} Dice */

/**
 * Codes side by side, in about as many rows as columns.
 * @param {{ modules: number[][] }[]} codes
 * @param {number} gap modules between them
 */
export function beside(codes, gap) {
  const columns = Math.ceil(Math.sqrt(codes.length));
  const pitch = Math.max(...codes.map(({ modules }) => modules.length)) + gap;
  const sheet = empty(
    Math.ceil(codes.length / columns) * pitch - gap,
    Math.min(columns, codes.length) * pitch - gap,
  );
  codes.forEach(({ modules }, number) =>
    print(sheet, modules, (number % columns) * pitch, Math.floor(number / columns) * pitch),
  );
  return sheet;
}

/**
 * The same sheet with what looks like finders and like lines of text around.
 * @param {Dice} dice
 * @param {number[][]} inner
 */
export function decoys(dice, inner) {
  const margin = 14;
  const [height, width] = [inner.length + 2 * margin, (inner[0]?.length ?? 0) + 2 * margin];
  const sheet = empty(height, width);
  print(sheet, inner, margin, margin);
  const finder = Array.from({ length: 7 }, (_, y) =>
    Array.from({ length: 7 }, (_, x) => {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
      return ring === 2 ? 0 : 1;
    }),
  );
  for (let count = dice.whole(2, 8); count > 0; count--) {
    const along = dice.whole(0, width - 8);
    print(sheet, finder, along, dice.chance(0.5) ? 1 : height - 8);
  }
  for (const top of [margin - 5, height - margin + 4]) {
    print(
      sheet,
      Array.from({ length: 3 }, () =>
        Array.from({ length: width - 2 * margin }, () => (dice.chance(0.5) ? 1 : 0)),
      ),
      margin,
      top,
    );
  }
  return sheet;
}

/**
 * @param {number} height
 * @param {number} width
 */
const empty = (height, width) =>
  Array.from({ length: height }, () => Array.from({ length: width }, () => 0));

/**
 * @param {number[][]} sheet
 * @param {number[][]} what
 * @param {number} left
 * @param {number} top
 */
function print(sheet, what, left, top) {
  what.forEach((row, y) =>
    row.forEach((dark, x) => {
      const line = sheet[top + y];
      if (line) line[left + x] = dark;
    }),
  );
}
