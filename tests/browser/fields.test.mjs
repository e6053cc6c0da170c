/** Fields built by hand in every way, and what pages do with a code once they have it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { stage } from './stage.mjs';

const the = stage();

/**
 * Puts a form on the page, and what makes it work.
 * @param {string} form
 * @param {() => void} [script] runs in the page
 */
async function draw(form, script) {
  await the.page.goto(the.practice.address);
  await the.page.setContent(
    `<!doctype html><title>Sign in</title><h1>Two-factor authentication</h1><form>${form}</form>`,
  );
  if (script) await the.page.evaluate(script);
}

/** @param {string} [answer] what the popup says */
async function fill(answer = the.t('filled', '')) {
  const popup = await the.open();
  await popup.press(the.t('fill_code'));
  await popup.says(answer);
  return popup;
}

const BOXES = `<p>Enter the 6-digit code</p>${'<input inputmode="numeric" maxlength="1" size="1" aria-label="Digit of the verification code">'.repeat(6)}`;
const EDITABLE = `<p>Enter the 6-digit code</p><div role="group" aria-label="Verification code">${'<span contenteditable role="textbox" aria-label="Digit of the verification code"></span>'.repeat(6)}</div>`;
const CODE = '<label>Verification code<input id="code" autocomplete="one-time-code"></label>';

/** What the page's own script has taken, digit by digit. */
const model = () => the.page.evaluate(() => String(Reflect.get(window, 'model') ?? ''));

/** @type {[string, string, () => void][]} */
const BUILT = [
  [
    'boxes_that_listen_to_keydown_alone',
    BOXES,
    () => {
      const digits = ['', '', '', '', '', ''];
      document.querySelectorAll('input').forEach((box, at, all) =>
        box.addEventListener('keydown', (event) => {
          if (!/^\d$/u.test(event.key)) return;
          event.preventDefault();
          digits[at] = box.value = event.key;
          all[at + 1]?.focus();
          Object.assign(window, { model: digits.join('') });
        }),
      );
    },
  ],
  [
    'boxes_that_know_a_key_only_by_its_old_number',
    BOXES,
    () => {
      const digits = ['', '', '', '', '', ''];
      document.querySelectorAll('input').forEach((box, at) =>
        box.addEventListener('keydown', (event) => {
          if (event.keyCode < 48 || event.keyCode > 57) return;
          event.preventDefault();
          digits[at] = box.value = String.fromCharCode(event.keyCode);
          Object.assign(window, { model: digits.join('') });
        }),
      );
    },
  ],
  [
    'boxes_that_listen_to_beforeinput_alone',
    BOXES,
    () => {
      const digits = ['', '', '', '', '', ''];
      document.querySelectorAll('input').forEach((box, at) =>
        box.addEventListener('beforeinput', (event) => {
          event.preventDefault();
          digits[at] = box.value = event.data ?? '';
          Object.assign(window, { model: digits.join('') });
        }),
      );
    },
  ],
  [
    'boxes_that_take_nothing_but_what_is_pasted',
    BOXES,
    () => {
      const boxes = document.querySelectorAll('input');
      for (const box of boxes) {
        box.addEventListener('input', () => (box.value = ''));
        box.addEventListener('paste', (event) => {
          event.preventDefault();
          const text = event.clipboardData?.getData('text') ?? '';
          boxes.forEach((one, at) => (one.value = text[at] ?? ''));
          Object.assign(window, { model: text });
        });
      }
    },
  ],
  [
    'boxes_that_are_drawn_a_frame_later',
    BOXES,
    () => {
      const digits = ['', '', '', '', '', ''];
      document.querySelectorAll('input').forEach((box, at) =>
        box.addEventListener('input', () => {
          digits[at] = box.value;
          box.value = '';
          requestAnimationFrame(() => (box.value = digits[at] ?? ''));
          Object.assign(window, { model: digits.join('') });
        }),
      );
    },
  ],
  [
    'boxes_that_still_hold_old_digits',
    BOXES.replaceAll('<input', '<input value="7"'),
    () => {
      const boxes = [...document.querySelectorAll('input')];
      for (const box of boxes)
        box.addEventListener('input', () =>
          Object.assign(window, { model: boxes.map((one) => one.value).join('') }),
        );
    },
  ],
  [
    'number_boxes_that_still_hold_old_digits',
    BOXES.replaceAll('<input', '<input type="number" value="7"'),
    () => {
      const boxes = [...document.querySelectorAll('input')];
      for (const box of boxes) box.style.width = '30px';
      for (const box of boxes)
        box.addEventListener('input', () =>
          Object.assign(window, { model: boxes.map((one) => one.value).join('') }),
        );
    },
  ],
  [
    'a_number_field_that_still_holds_old_digits',
    CODE.replace('<input', '<input type="number" value="12"'),
    () => {
      const [field] = document.querySelectorAll('input');
      field?.addEventListener('input', () => Object.assign(window, { model: field.value }));
    },
  ],
  [
    'boxes_that_are_no_inputs',
    EDITABLE,
    () => {
      const boxes = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('span'))];
      for (const box of boxes)
        Object.assign(box.style, { display: 'inline-block', width: '30px', height: '30px' });
      for (const box of boxes)
        box.addEventListener('input', () =>
          Object.assign(window, { model: boxes.map((one) => one.textContent).join('') }),
        );
    },
  ],
  [
    'a_field_behind_the_word_that_a_font_draws_as_an_icon',
    `<div><div>Verification code</div><div><span class="material-symbols-outlined">key</span>
    <input placeholder="123456"></div></div>`,
    () => {
      document
        .querySelector('input')
        ?.addEventListener('input', ({ currentTarget }) =>
          Object.assign(window, { model: /** @type {HTMLInputElement} */ (currentTarget).value }),
        );
    },
  ],
  [
    'a_mask_that_takes_one_character_at_a_time',
    CODE,
    () => {
      const [field] = document.querySelectorAll('input');
      let held = '';
      field?.addEventListener('input', () => {
        const added = field.value.replaceAll(/\D/gu, '');
        if (added.length <= held.length + 1) held = added;
        field.value = held.replace(/(\d{3})(?=\d)/u, '$1 ');
        Object.assign(window, { model: held });
      });
    },
  ],
];

for (const [name, form, script] of BUILT) {
  test(`the_code_is_taken_by_${name}`, async () => {
    const key = newKey();
    await the.save([key.uri], the.practice.address);
    await draw(form, script);
    await (await fill()).close();
    key.isCode(await model());
  });
}

test('a_code_that_the_page_refuses_is_not_called_filled_and_can_be_copied', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw(CODE, () => {
    const [field] = document.querySelectorAll('input');
    field?.addEventListener('input', () => (field.value = ''));
  });
  const popup = await fill(the.t('error_page_refused_fill'));
  await popup.press(the.t('copy_code'));
  await popup.says(the.t('copied', ''));
  key.isCode(await the.session.clipboard(the.page));
});

/**
 * @type {[string, string, () => void][]} what is seen between the popup's look and the press, and
 * the sentence
 */
const CLOSED = [
  [
    'error_no_code_field',
    'hidden',
    () => document.querySelector('form')?.setAttribute('hidden', ''),
  ],
  [
    'error_no_code_field',
    'closed',
    () => document.querySelector('input')?.setAttribute('readonly', ''),
  ],
];
for (const [sentence, name, script] of CLOSED) {
  test(`a_field_that_is_${name}_meanwhile_gets_nothing_and_the_code_can_be_copied`, async () => {
    await the.save([newKey().uri], the.practice.address);
    await draw(CODE);
    const popup = await the.open();
    await popup.named(the.t('fill_code')).wait();
    await the.page.evaluate(script);
    await popup.press(the.t('fill_code'));
    await popup.says(the.t(sentence));
    assert.ok(await popup.has(the.t('copy_code')));
    assert.equal(await the.page.$eval('input', (input) => input.value), '');
    await popup.close();
  });
}

test('a_field_that_the_page_clears_because_it_sent_the_code_counts_as_filled', async () => {
  await the.save([newKey().uri], the.practice.address);
  await draw(CODE, () => {
    const [field] = document.querySelectorAll('input');
    const form = document.querySelector('form');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      Object.assign(window, { model: `${Reflect.get(window, 'model') ?? ''}${field?.value}` });
      if (field) field.value = '';
    });
    field?.addEventListener('input', () => field.value.length === 6 && form?.requestSubmit());
  });
  await (await fill()).close();
  assert.match(await model(), /^\d{6}$/u, 'sent once');
});

test('the_popup_says_how_the_page_answers_while_it_is_open', async () => {
  await the.save([newKey().uri], the.practice.address);
  for (const [script, sentence] of /** @type {const} */ ([
    [
      () => {
        const [field] = document.querySelectorAll('input');
        field?.addEventListener('change', () =>
          setTimeout(() => field.setAttribute('aria-invalid', 'true'), 300),
        );
      },
      'filled_refused',
    ],
    [
      () => {
        const [field] = document.querySelectorAll('input');
        field?.addEventListener('change', () =>
          setTimeout(() => document.querySelector('form')?.remove(), 300),
        );
      },
      'filled_went_on',
    ],
  ])) {
    await draw(CODE, script);
    const popup = await the.open();
    await popup.page.waitForFunction(
      () =>
        !(
          /** @type {HTMLButtonElement | null} */ (document.querySelector('.card .primary'))?.hidden
        ),
    );
    await popup.shiftClock(sentence === 'filled_refused' ? 0 : 30);
    await popup.press(the.t('fill_code'));
    await popup.says(the.t(sentence));
    await popup.close();
  }
});

test('the_field_that_was_filled_last_is_brought_into_view', async () => {
  await the.save([newKey().uri], the.practice.address);
  await draw(`<p style="height: 3000px"></p>${CODE}<p style="height: 3000px"></p>`);
  await (await fill()).close();
  const seen = await the.page.$eval('input', (input) => {
    const { top, bottom } = input.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(seen);
});

/** The button that explains a refusal is shown. @param {boolean} wanted @param {string} why */
async function explains(wanted, why) {
  const popup = await the.open();
  await popup.page.waitForFunction(() => document.querySelector('.card .primary')?.textContent);
  await popup.page.waitForFunction(() => Reflect.get(window, 'noticed') ?? true);
  if (wanted) await popup.named(the.t('why_again')).wait();
  assert.equal(await popup.has(the.t('why_again')), wanted, why);
  await popup.close();
}

test('only_a_code_that_was_refused_is_explained', async () => {
  await the.save([newKey().uri], the.practice.address);
  const press = () => the.page.$eval('button', (button) => button.click());
  const form = `${CODE}<button>Verify</button>`;
  const stay = () =>
    document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());

  await draw(form, stay);
  await (await fill()).close();
  await explains(false, 'filled, and not sent yet');
  await press();
  await explains(true, 'sent, and still in the field');

  // The same host and the same kind of field, but another page: the first sign-in after enrolling.
  await the.page.goto(`${the.practice.address}sheet`);
  await the.page.setContent(`<!doctype html><title>Sign in</title><form>${form}</form>`);
  await explains(false, 'another page');
});
