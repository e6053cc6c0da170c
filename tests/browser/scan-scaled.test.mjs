/** *Scan QR on page* on a display with two device pixels for each CSS pixel, in dark mode. */
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage({ scale: 2, theme: 'dark' });

for (const draw of ['img', 'canvas', 'svg']) {
  for (const [theme, size] of /** @type {const} */ ([
    ['light', 160],
    ['dark', 120],
  ])) {
    test(`a_${theme}_code_of_${size}_px_drawn_as_${draw}_is_found_at_twice_the_scale`, async () => {
      const key = newKey({
        issuer: 'Amazon Web Services',
        account: 'jane.doe@123456789012',
        bytes: 40,
      });
      await the.show([key.uri], { draw, theme, size });
      const popup = await the.scan();
      await popup.says(the.t('found_title'));
      await popup.press(the.t('save'));
      await popup.says(the.t('two_codes_for', 'AWS'));
      key.isCode((await popup.codes())[1]);
    });
  }
}
