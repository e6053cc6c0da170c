/** Icons of services: automatic, chosen, removed, and the user's own pictures. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { inExtension, stage } from './stage.mjs';
import { white } from './blank-picture.mjs';
import { until } from './until.mjs';

const the = stage();

/** @typedef {import('./popup.mjs').Popup} Popup */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

/** What is drawn for each account: the beginning of a drawing, a picture's size, or a letter. */
const drawn = (/** @type {Popup} */ popup) =>
  popup.page.$$eval('.rows li', (rows) =>
    rows.map((row) => {
      const tint = row.querySelector('.tint');
      const image = tint?.querySelector('img');
      const path = tint?.querySelector('svg path')?.getAttribute('d');
      return image ? `${image.naturalWidth} px` : (path ?? tint?.textContent ?? '');
    }),
  );

/** @param {Popup} popup @param {string[]} expected */
function draws(popup, expected) {
  let last = '';
  return until(
    async () => (last = JSON.stringify(await drawn(popup))) === JSON.stringify(expected),
    () => `${last} is drawn, not ${JSON.stringify(expected)}`,
  );
}

/** What the package draws for a service. @param {string} name @returns {Promise<string>} */
async function drawing(name) {
  const folder = `${process.env['TANDEM_PACKAGE'] ?? 'target/package'}/extension/logos`;
  return JSON.parse(await readFile(`${folder}/${name.slice(0, 1)}.json`, 'utf8'))[name];
}

/** @param {string} issuer */
const uri = (issuer) => newKey({ issuer, account: 'me@example.org' }).uri;

/** @param {Popup} popup @param {number} place */
async function edit(popup, place) {
  await popup.page.locator(`.rows li:nth-child(${place}) .more`).click();
  await popup.press(the.t('edit'));
  await popup.page.waitForSelector('[data-part=choose-icon]');
}

/** @param {Popup} popup */
async function save(popup) {
  await popup.press(the.t('save'));
  await popup.page.waitForSelector('.list');
}

/** @param {Popup} popup @param {string} typed */
async function search(popup, typed) {
  await popup.press(the.t('icon_change'));
  await popup.page.locator('.icons [data-part=search]').fill(typed);
}

/**
 * Drops a picture on the form, as from a folder.
 * @param {Popup} popup @param {number} side in pixels @param {'plain' | 'noise'} kind
 */
const dropPicture = (popup, side, kind) =>
  popup.page.evaluate(
    async (side, kind) => {
      const canvas = new OffscreenCanvas(side, side / 2);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#c2185b';
      context.fillRect(0, 0, side, side);
      for (let at = 0; kind === 'noise' && at < side * side; at += 1) {
        context.fillStyle = `hsl(${(at * 7919) % 360} 90% ${(at * 104729) % 100}%)`;
        context.fillRect(at % side, Math.floor(at / side), 1, 1);
      }
      const data = new DataTransfer();
      data.items.add(new File([await canvas.convertToBlob()], 'logo.png', { type: 'image/png' }));
      const bubbles = { bubbles: true, cancelable: true, dataTransfer: data };
      document.querySelector('[data-part=note]')?.dispatchEvent(new DragEvent('drop', bubbles));
    },
    side,
    kind,
  );

test('the_issuer_of_a_scanned_account_gives_its_icon_and_others_keep_their_letters', async () => {
  await the.show([uri('GitHub')]);
  const popup = await the.scan();
  await popup.press(the.t('save'));
  await draws(popup, [await drawing('github')]);
  await popup.close();
  await the.save(['Amazon Web Services', 'A shop around the corner'].map(uri));
  await draws(await the.open(), [await drawing('github'), await drawing('aws'), 'A']);
});

test('an_account_without_an_issuer_has_the_icon_of_the_page_it_was_scanned_on', async () => {
  await the.save([uri('')], 'https://gitlab.com/-/profile/two_factor_auth');
  await draws(await the.open(), [await drawing('gitlab')]);
});

test('an_icon_is_chosen_by_search_removed_and_chosen_again', async () => {
  await the.save([uri('GitHub')]);
  const popup = await the.open();
  await edit(popup, 1);
  await search(popup, 'gitl');
  await popup.page.locator('.icons [data-icon=gitlab]').click();
  await save(popup);
  await draws(popup, [await drawing('gitlab')]);
  await edit(popup, 1);
  await popup.press(the.t('icon_change'));
  await popup.press(the.t('icon_letter', 'G'));
  await save(popup);
  await draws(popup, ['G']);
  await edit(popup, 1);
  await popup.press(the.t('icon_usual'));
  await save(popup);
  await draws(popup, [await drawing('github')]);
});

test('the_keyboard_chooses_an_icon_by_Enter_and_arrows', async () => {
  await the.save([uri('Elsewhere')]);
  const popup = await the.open();
  await edit(popup, 1);
  await search(popup, 'cloudflare');
  await popup.page.keyboard.press('Enter');
  await save(popup);
  await draws(popup, [await drawing('cloudflare')]);
  await edit(popup, 1);
  await search(popup, 'goo');
  await popup.page.keyboard.press('ArrowDown');
  await popup.page.keyboard.press('ArrowRight');
  const second = await popup.page.$eval('.icons [data-icon]:nth-child(2)', (item) =>
    item.getAttribute('data-icon'),
  );
  await popup.page.keyboard.press('Enter');
  await save(popup);
  await draws(popup, [await drawing(String(second))]);
});

test('a_picture_that_is_dropped_is_made_small_kept_and_survives_the_lock_of_the_popup', async () => {
  await the.save([uri('GitHub'), uri('Elsewhere')]);
  const popup = await the.open();
  await edit(popup, 2);
  await dropPicture(popup, 640, 'plain');
  await popup.page.waitForSelector('.iconing .tint img');
  await save(popup);
  await draws(popup, [await drawing('github'), '64 px']);
  await popup.close();
  const again = await the.open();
  await draws(again, [await drawing('github'), '64 px']);
  // Another edit keeps it.
  await edit(again, 2);
  await again.page.locator('[data-part=note]').fill('later');
  await save(again);
  await draws(again, [await drawing('github'), '64 px']);
  assert.ok((await pictureBytes()) <= 4096);
});

test('a_picture_full_of_detail_is_made_smaller_until_there_is_room_for_it', async () => {
  await the.save([uri('GitHub')]);
  const popup = await the.open();
  await edit(popup, 1);
  await dropPicture(popup, 200, 'noise');
  await popup.page.waitForSelector('.iconing .tint img');
  await save(popup);
  assert.ok((await pictureBytes()) <= 4096);
});

test('a_dropped_picture_that_was_not_saved_is_there_when_the_popup_opens_again', async () => {
  await the.save([uri('GitHub')]);
  const popup = await the.open();
  await edit(popup, 1);
  await dropPicture(popup, 64, 'plain');
  await popup.page.waitForSelector('.iconing .tint img');
  await popup.close();
  const again = await the.open();
  await again.page.waitForSelector('.iconing .tint img');
  await save(again);
  await draws(again, ['64 px']);
});

test('a_file_that_is_no_picture_changes_nothing_and_a_sentence_says_why', async () => {
  await the.save([uri('GitHub')]);
  const popup = await the.open();
  await edit(popup, 1);
  await popup.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['not a picture'], 'logo.png', { type: 'image/png' }));
    const bubbles = { bubbles: true, cancelable: true, dataTransfer: data };
    document.querySelector('[data-part=note]')?.dispatchEvent(new DragEvent('drop', bubbles));
  });
  await popup.says(the.t('error_icon_unreadable'));
  await save(popup);
  await draws(popup, [await drawing('github')]);
});

test('a_picture_of_more_than_forty_million_pixels_is_refused_and_not_drawn', async () => {
  await the.save([uri('GitHub')]);
  const popup = await the.open();
  await edit(popup, 1);
  await popup.page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'logo.png', { type: 'image/png' }));
    const bubbles = { bubbles: true, cancelable: true, dataTransfer: data };
    document.querySelector('[data-part=note]')?.dispatchEvent(new DragEvent('drop', bubbles));
  }, white(6_330).toString('base64'));
  await popup.says(the.t('error_picture_unfit'));
  await save(popup);
  await draws(popup, [await drawing('github')]);
});

test('an_icon_is_drawn_in_the_colour_of_the_theme', async () => {
  await the.save([uri('GitHub')]);
  const popup = await the.open();
  await draws(popup, [await drawing('github')]);
  /** @type {string[]} */
  const colours = [];
  for (const value of ['light', 'dark']) {
    await popup.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    colours.push(
      await popup.page.$eval('.tint', (tint) => {
        const svg = tint.querySelector('svg path');
        return svg && getComputedStyle(svg).fill === getComputedStyle(tint).color
          ? getComputedStyle(tint).color
          : 'not that of the letter';
      }),
    );
  }
  assert.equal(new Set(colours).size, 2, colours.join());
});

test('only_the_files_of_what_is_shown_are_read_after_the_first_codes', async () => {
  await the.save([uri('GitHub'), uri('GitLab'), uri('Cloudflare'), uri('Elsewhere')]);
  const popup = await the.open();
  /** @type {string[]} */
  const asked = [];
  popup.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await popup.page.reload();
  await draws(popup, [
    await drawing('github'),
    await drawing('gitlab'),
    await drawing('cloudflare'),
    'E',
  ]);
  const read = asked.filter((path) => path.includes('/logos/')).sort();
  assert.deepEqual(read, ['/extension/logos/c.json', '/extension/logos/g.json']);
});

/** Bytes of the picture of the first account that has one. */
const pictureBytes = () =>
  inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    await openSession();
    const vault = /** @type {Vault} */ (theVault());
    const rows = vault.rows(vault.search(''), 0);
    const sizes = rows.map(({ id }) => vault.picture(id)?.length ?? 0);
    return Math.max(...sizes) || Infinity;
  });
