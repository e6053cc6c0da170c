/**
 * Names from right to left and of a thousand letters: no digit changes its place, every name begins
 * where the others do, and nothing is pushed out of the window.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEBREW } from './scenes-names.mjs';
import { inSmallWindows, open, sceneOf } from './small-windows.mjs';

const VIEWS =
  'names-list names-pair-long names-deleted names-likely names-several names-trash names-export';
const sessions = inSmallWindows(VIEWS.split(' '));

/** Shows a scene in English. @param {string} name */
async function show(name) {
  const [session] = sessions;
  if (!session) throw new Error('only inside a test');
  const { width = 360, height = 540 } = sceneOf(name);
  return open(session, sceneOf(name), [width, height]);
}

/**
 * Runs in the page: where each character of a text stands, from the window's left side.
 * @param {string} selector of an element that has it @param {string} text
 */
function placesOf(selector, text) {
  for (const element of document.querySelectorAll(selector)) {
    const [node] = element.childNodes;
    const from = node?.textContent?.indexOf(text) ?? -1;
    if (!node || from < 0) continue;
    return Array.from(text, (_, at) => {
      const range = new Range();
      range.setStart(node, from + at);
      range.setEnd(node, from + at + 1);
      return range.getBoundingClientRect().left;
    });
  }
  throw new Error(`${text} stands nowhere`);
}

test('beside_an_arabic_name_the_digits_of_an_account_stay_in_order', async () => {
  const popup = await show('names-pair');
  const places = await popup.page.evaluate(placesOf, '[data-part=whose]', '1234-5678-9012');
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
  await popup.close();
});

test('behind_a_hebrew_name_in_the_trash_the_days_left_stay_in_order', async () => {
  const popup = await show('names-trash');
  const [name] = await popup.page.evaluate(placesOf, '#trash .detail', HEBREW);
  const whole = await popup.page.$$eval(
    '#trash .detail',
    (all, hebrew) => all.find(({ textContent }) => textContent.includes(hebrew))?.textContent ?? '',
    HEBREW,
  );
  const places = await popup.page.evaluate(placesOf, '#trash .detail', whole);
  // The name is the first, and what follows it goes from left to right.
  const rest = places.slice(whole.indexOf(' · ') + 1);
  assert.ok(Number(name) < Number(rest[0]), `${name} and ${rest[0]}`);
  assert.deepEqual(
    rest,
    rest.toSorted((one, other) => one - other),
  );
  await popup.close();
});

for (const name of ['names-several', 'names-list', 'names-checkup'])
  test(`in_${name.replaceAll('-', '_')}_the_mark_behind_a_hebrew_name_stays_behind_it`, async () => {
    const popup = await show(name);
    const places = await popup.page.evaluate(placesOf, '.detail, .detail bdi', HEBREW);
    assert.deepEqual(
      places,
      places.toSorted((one, other) => other - one),
    );
    await popup.close();
  });

for (const name of ['names-list', 'names-several', 'names-trash', 'names-checkup', 'names-export'])
  test(`every_name_of_${name.replaceAll('-', '_')}_begins_at_the_same_side`, async () => {
    const popup = await show(name);
    const sides = await popup.page.$$eval(
      ':is(.rows, .rows-of, .choices) :is(.title, .detail)',
      (texts) =>
        texts
          .filter((text) => text.textContent && text.checkVisibility())
          .map((text) => {
            const range = new Range();
            range.selectNodeContents(text);
            return Math.round(range.getBoundingClientRect().left);
          }),
    );
    assert.ok(sides.length > 5, `${sides.length} texts`);
    assert.deepEqual([...new Set(sides)].length, 1, String(sides));
    await popup.close();
  });

for (const name of ['names-trash', 'names-checkup', 'names-export'])
  test(`a_name_of_a_thousand_letters_stays_in_its_row_of_${name.replaceAll('-', '_')}`, async () => {
    const popup = await show(name);
    const rows = await popup.page.$$eval(':is(.candidate, .rows-of li):has(.title)', (all) =>
      all.map((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const texts = [...row.querySelectorAll('.title, .detail')];
        const ends = texts.map((text) => text.getBoundingClientRect().bottom);
        return { height: bottom - top, sticksOut: Math.max(...ends) - bottom };
      }),
    );
    assert.ok(rows.length > 3, `${rows.length} rows`);
    for (const { height, sticksOut } of rows)
      assert.ok(height <= 220 && sticksOut <= 0, `${height} px, ${sticksOut} px beyond`);
    await popup.close();
  });

test('fields_with_a_hebrew_text_are_written_from_right_to_left', async () => {
  const popup = await show('names-edit');
  await popup.page.waitForSelector('[data-part=note]');
  for (const part of ['account', 'note'])
    assert.ok(await popup.page.$(`[data-part=${part}]:dir(rtl)`), part);
  assert.ok(await popup.page.$('[data-part=issuer]:dir(ltr)'));
  await popup.close();
});

test('a_name_of_a_thousand_letters_leaves_room_for_the_codes_and_for_undo', async () => {
  for (const [name, selector] of [
    ['names-pair-long', '.codes'],
    ['names-deleted', '[data-part=undo]'],
  ]) {
    const popup = await show(name ?? '');
    const { top, bottom } = await popup.page.$eval(selector ?? '', (element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { top, bottom };
    });
    assert.ok(top >= 0 && bottom <= 540, `${name}: ${top} to ${bottom}`);
    await popup.close();
  }
});
