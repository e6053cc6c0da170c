/** Every colour of a text or an edge has enough contrast with its background (WCAG 2.2 AA). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../../extension/popup/popup.css', import.meta.url), 'utf8');
const [light = '', dark = ''] =
  css.split('/* Buttons and inputs */')[0]?.split('@media (prefers-color-scheme: dark)') ?? [];

/** Text at 4.5 : 1 (1.4.3); what must be seen to be used at 3 : 1 (1.4.11). */
const PAIRS = /** @type {const} */ ([
  ['ink', 'bg', 4.5],
  ['ink', 'raise', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['dim', 'bg', 4.5],
  ['dim', 'raise', 4.5],
  ['dim', 'accent-soft', 4.5],
  ['accent', 'bg', 4.5],
  ['accent', 'raise', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['warn', 'bg', 4.5],
  ['warn', 'raise', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['bg', 'ink', 4.5],
  ['edge', 'bg', 3],
  ['edge', 'raise', 3],
]);

for (const [name, block] of [
  ['light', light],
  ['dark', dark],
]) {
  test(`colours stand out from their ground when it is ${name}`, () => {
    const colours = Object.fromEntries(
      [...(block ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6})/gu)].map(
        ([, key = '', value = '']) => [key, value],
      ),
    );
    for (const [over, under, least] of PAIRS) {
      const ratio = contrast(colours[over] ?? '', colours[under] ?? '');
      assert.ok(ratio >= least, `${over} on ${under}: ${ratio.toFixed(2)}, wanted ${least}`);
    }
  });
}

test('the letter of a row stands out from each tint', () => {
  const ink = /--tint-ink: (#[0-9a-f]{6})/u.exec(css)?.[1] ?? '';
  // A dark tint brings an ink of its own.
  const tints = [...css.matchAll(/--tint: (#[0-9a-f]{6});(?: --tint-ink: (#[0-9a-f]{6});)?/gu)];
  assert.equal(tints.filter(([, , own]) => !own).length, 6);
  assert.equal(tints.filter(([, , own]) => own).length, 6);
  for (const [, tint = '', own = ink] of tints)
    assert.ok(contrast(own, tint) >= 4.5, `${own} on ${tint}`);
});

/** The contrast ratio of WCAG 2. @param {string} one @param {string} other */
function contrast(one, other) {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance. @param {string} colour `#rrggbb` */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
