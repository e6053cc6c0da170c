/**
 * Fields that the user chooses: one chosen by hand and remembered, a code at the cursor, a form's
 * own button.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { fromOutside, isPopup } from './menu.mjs';
import { popupOf } from './popup.mjs';
import { fillAndSubmit, inExtension, stage } from './stage.mjs';

const the = stage();

/** @param {string} form */
async function draw(form) {
  await the.page.goto(the.practice.address);
  await the.page.setContent(`<!doctype html><title>Sign in</title><form>${form}</form>`);
}

/** Puts the cursor where the menu is opened. @param {string} [selector] */
const point = (selector = '#here') => the.page.locator(selector).click();
const valueOf = (selector = '#here') =>
  the.page.$eval(selector, (input) =>
    'value' in input ? String(input.value) : (input.textContent ?? ''),
  );
const changed = (/** @type {string} */ before) =>
  the.page.waitForFunction(
    (before) => {
      const here = document.querySelector('#here');
      const now = here && 'value' in here ? here.value : here?.textContent;
      return now !== before;
    },
    {},
    before,
  );

/** Waits for the popup that opened by itself. */
async function opened() {
  const target = await the.session.browser.waitForTarget((one) => isPopup(the, one));
  return popupOf(await target.asPage());
}

const ANSWER = '<p>Riddle</p><label>Answer<input name="answer" id="here"></label>';

test('a_chosen_field_is_filled_remembered_and_forgotten', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw(ANSWER);
  let popup = await the.open();
  await popup.named(the.t('copy_code')).wait();
  await popup.close();
  await point();
  await fromOutside(the, 'menu menu_use_field');
  await changed('');
  key.isCode(await valueOf());

  // Elsewhere on the page, and beside another field, it is the same one.
  await draw(`<label>Name<input name="name"></label>${ANSWER}`);
  popup = await the.open();
  await popup.says(the.t('field_remembered'));
  await popup.shiftClock(30);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  key.isCode(await valueOf(), 30);
  await popup.close();

  await draw(ANSWER);
  popup = await the.open();
  await popup.says(the.t('field_remembered'));
  await popup.press(the.t('field_forget'));
  await popup.says(the.t('field_forgotten'));
  await popup.close();
  popup = await the.open();
  await popup.page.waitForSelector('.card .primary:not([hidden])');
  assert.ok(!(await popup.text()).includes(the.t('field_remembered')));
  await popup.close();
});

test('a_remembered_field_is_found_after_a_redraw_and_not_once_it_means_something_else', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  const field = (/** @type {string} */ id, more = '', text = 'Answer') =>
    `<h1>Riddle</h1><p>${text}</p><input name="answer" id="${id}" ${more}>`;
  const own = '[name=answer]';
  await draw(field('field-1'));
  await point(own);
  await fromOutside(the, 'menu menu_use_field');
  await the.page.waitForFunction(() => document.querySelector('input')?.value);
  key.isCode(await valueOf(own));

  /** @type {[string, string, boolean][]} */
  const pages = [
    ['as before', field('field-1'), true],
    ['with a number of a framework', field('field-203'), true],
    ['beside other fields', `<label>Name<input name="name"></label>${field('field-1')}`, true],
    ['under another text', field('field-1', '', 'Phone number'), false],
    ['with a placeholder', field('field-1', 'placeholder="Coupon"'), false],
    ['declared for a card', field('field-1', 'autocomplete="cc-csc"'), false],
    ['under another heading', field('field-1').replace('Riddle', 'Enter a recovery code'), false],
    ['twice', field('field-1') + field('field-2'), false],
    ['to write a new password into', field('field-1', 'type="password"'), false],
  ];
  for (const [what, form, found] of pages) {
    await draw(form);
    const popup = await the.open();
    if (found) await popup.says(the.t('field_remembered'));
    else await popup.page.waitForSelector('.card .primary:not([hidden])');
    assert.equal((await popup.text()).includes(the.t('field_remembered')), found, what);
    await popup.close();
  }

  // A framework redraws the form while the popup is open: the same field is filled.
  await draw(field('field-1'));
  const popup = await the.open();
  await popup.says(the.t('field_remembered'));
  await the.page.evaluate(() => {
    const form = document.querySelector('form');
    if (form) form.innerHTML = String(form.innerHTML);
  });
  await popup.shiftClock(30);
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  key.isCode(await valueOf(own), 30);
  await popup.close();
});

test('a_chosen_field_gets_nothing_if_the_account_does_not_belong_or_the_form_leads_elsewhere', async () => {
  for (const [home, form] of /** @type {const} */ ([
    ['https://login.elsewhere.example/', ANSWER],
    [undefined, `</form><form action="https://evil.example/">${ANSWER}`],
    [undefined, '</form><form action="https://evil.example/"><textarea id="here"></textarea>'],
    [undefined, `</form><form action="https://evil.example/"><p id="here" contenteditable></p>`],
  ])) {
    await the.save([newKey().uri], home ?? the.practice.address);
    await draw(form);
    await point();
    await fromOutside(the, 'menu menu_use_field');
    await (await opened()).close();
    assert.equal(await valueOf(), '');
    await fromOutside(the, 'menu menu_insert_code');
    await (await opened()).close();
    assert.equal(await valueOf(), '');
  }
});

test('a_field_chosen_before_the_page_went_elsewhere_gets_nothing', async () => {
  await the.save([newKey().uri, newKey({ issuer: 'Other' }).uri], the.practice.address);
  await draw(ANSWER);
  await point();
  await fromOutside(the, 'menu menu_use_field');
  // Two accounts fit: the popup asks.
  let popup = await opened();
  await popup.named(the.t('fill_code')).wait();
  await popup.close();
  await the.page.goto(`${the.practice.address}sheet`);
  await the.page.setContent(`<!doctype html><title>x</title><form>${ANSWER}</form>`);
  await point();
  popup = await the.open();
  await popup.named(the.t('copy_code')).wait();
  assert.ok(!(await popup.has(the.t('fill_code'))));
  await popup.close();
});

/** Two accounts fit, so the popup asks, and the user closes it. @param {string} entry @param {string} form */
async function pointedAndClosed(entry, form) {
  await the.save([newKey().uri, newKey({ issuer: 'Other' }).uri], the.practice.address);
  await draw(form);
  await point();
  await fromOutside(the, `menu ${entry}`);
  const popup = await opened();
  await popup.named(the.t('fill_code')).wait();
  await popup.close();
}

const OTHER = '<label>Name<input name="name" id="other"></label>';
for (const [entry, field, done] of /** @type {const} */ ([
  ['menu_use_field', ANSWER, 'filled_remembered'],
  ['menu_insert_code', '<textarea id="here"></textarea>', 'inserted'],
])) {
  test(`${entry}_means_the_field_that_was_pointed_at_although_the_cursor_is_elsewhere_now`, async () => {
    await pointedAndClosed(entry, field + OTHER);
    await point('#other');
    const popup = await the.open();
    await popup.press(the.t('fill_code'));
    await popup.says(the.t(done, '127.0.0.1'));
    assert.match(await valueOf(), /^\d{6}$/u);
    assert.equal(await valueOf('#other'), '');
    await popup.close();
  });

  for (const how of /** @type {const} */ (['is_gone', 'went_with_its_page']))
    test(`${entry}_fills_no_other_field_once_the_one_that_was_pointed_at_${how}`, async () => {
      const form = field + OTHER;
      await pointedAndClosed(entry, form);
      if (how === 'is_gone') await the.page.$eval('#here', (here) => here.remove());
      else await draw(form);
      await point('#other');
      const popup = await the.open();
      await popup.named(the.t('copy_code')).wait();
      assert.ok(!(await popup.has(the.t('fill_code'))));
      await popup.close();
    });
}

/** @type {[string, string, () => void, (code: string) => string][]} */
const CURSORS = [
  [
    'after_a_password',
    '<input type="password" id="here" value="correct horse">',
    () => undefined,
    (code) => `correct horse${code}`,
  ],
  [
    'in_place_of_the_selection_alone',
    '<textarea id="here">one two three</textarea>',
    () => {
      const here = document.querySelector('textarea');
      here?.setSelectionRange(4, 7);
    },
    (code) => `one ${code} three`,
  ],
  [
    'into_text_that_is_no_field',
    '<div id="here" contenteditable>one two</div>',
    () => {
      const text = document.querySelector('#here')?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 4, text, 7);
    },
    (code) => `one ${code}`,
  ],
];
for (const [name, form, select, expected] of CURSORS) {
  test(`a_code_is_inserted_${name}`, async () => {
    const key = newKey();
    await the.save([key.uri], the.practice.address);
    await draw(form);
    await point();
    await the.page.keyboard.press('End');
    await the.page.evaluate(select);
    const before = await valueOf();
    await fromOutside(the, 'menu menu_insert_code');
    await changed(before);
    const after = await valueOf();
    const code = /\d{6}/u.exec(after)?.[0] ?? '';
    key.isCode(code);
    assert.equal(after, expected(code));
  });
}

test('a_code_is_not_inserted_where_it_has_no_room', async () => {
  await the.save([newKey().uri], the.practice.address);
  for (const [field, fits] of /** @type {const} */ ([
    ['<input type="password" id="here" maxlength="15" value="correct horse">', false],
    ['<textarea id="here" maxlength="10">one two</textarea>', false],
    ['<input type="password" id="here" maxlength="19" value="correct horse">', true],
  ])) {
    await draw(field);
    await point();
    await the.page.keyboard.press('End');
    const before = await valueOf();
    await fromOutside(the, 'menu menu_insert_code');
    if (fits) await changed(before);
    else await (await opened()).close();
    assert.equal((await valueOf()).length, before.length + (fits ? 6 : 0), field);
  }
});

const CODE = '<label>Verification code<input autocomplete="one-time-code"></label>';

/** @type {[string, string, () => void, { pressed: boolean | undefined, sent: number }][]} */
const FORMS = [
  ['the_one_button', `${CODE}<button>Verify</button>`, () => undefined, { pressed: true, sent: 1 }],
  [
    'a_button_that_wakes_when_the_code_is_there',
    `${CODE}<button disabled>Verify</button>`,
    () =>
      document.querySelector('input')?.addEventListener('input', () => {
        const [button] = document.querySelectorAll('button');
        if (button) button.disabled = false;
      }),
    { pressed: true, sent: 1 },
  ],
  [
    'a_page_that_sends_by_itself',
    `${CODE}<button>Verify</button>`,
    () =>
      document
        .querySelector('input')
        ?.addEventListener('input', () => document.querySelector('form')?.requestSubmit()),
    { pressed: undefined, sent: 1 },
  ],
  [
    'a_page_that_asks_its_server_by_itself',
    `${CODE}<button>Verify</button>`,
    () =>
      document
        .querySelector('input')
        ?.addEventListener('input', () =>
          fetch('/pages/style.css', { cache: 'no-store' }).then((answer) => answer.text()),
        ),
    { pressed: undefined, sent: 0 },
  ],
  [
    'a_page_that_asks_its_server_and_keeps_no_list_of_requests',
    `${CODE}<button>Verify</button>`,
    () => {
      performance.setResourceTimingBufferSize(0);
      document
        .querySelector('input')
        ?.addEventListener('input', () =>
          fetch('/pages/style.css', { cache: 'no-store' }).then((answer) => answer.text()),
        );
    },
    { pressed: undefined, sent: 0 },
  ],
  [
    'a_page_that_leaves_by_itself_and_waits_for_its_server',
    `${CODE}<button>Verify</button>`,
    () => {
      const form = document.querySelector('form');
      // No event tells of a form that a script sends. The server says "no content", at last.
      document.querySelector('input')?.addEventListener('input', () => form?.submit());
      form?.setAttribute('action', '/slow');
    },
    { pressed: undefined, sent: 0 },
  ],
  [
    'another_button_that_does_not_confirm',
    `${CODE}<button>Send another code</button><button>Verify</button><button>Cancel</button>`,
    () => undefined,
    { pressed: true, sent: 1 },
  ],
  [
    'two_buttons_that_confirm',
    `${CODE}<button>Verify</button><button>Sign in</button>`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  [
    'a_browsers_own_button',
    `${CODE}<input type="submit">`,
    () => undefined,
    { pressed: true, sent: 1 },
  ],
  [
    'a_picture_for_a_button',
    `${CODE}<input type="image" alt="Verify">`,
    () => undefined,
    { pressed: true, sent: 1 },
  ],
  [
    'a_button_that_is_renamed_meanwhile',
    `${CODE}<button>Verify</button>`,
    () =>
      document.querySelector('input')?.addEventListener('input', () => {
        setTimeout(
          () => (document.querySelector('button') ?? document.body).replaceChildren('Cancel'),
          50,
        );
      }),
    { pressed: false, sent: 0 },
  ],
  // A single button that doesn't confirm; a hidden name counts too.
  .../** @type {const} */ ([
    'Cancel',
    'Resend code',
    'Back',
    'Use another method',
    'キャンセル',
    '別の方法を使用',
    'Erneut senden',
    'Annuler',
    '→',
  ]).map(
    (name) =>
      /** @type {[string, string, () => void, { pressed: boolean, sent: number }]} */ ([
        `a_lone_button_that_says_${name.replaceAll(' ', '_')}`,
        `${CODE}<button>${name}</button>`,
        () => undefined,
        { pressed: false, sent: 0 },
      ]),
  ),
  [
    'a_button_that_sends_money',
    `${CODE}<label>Address<input></label><label>Amount<input></label><button>Send</button>`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  [
    'a_heading_that_says_what_more_is_done',
    `<h2>Confirm withdrawal</h2>${CODE}<button>Confirm</button>`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  [
    'a_button_that_says_more_out_of_sight',
    `${CODE}<button aria-label="Cancel and continue">Continue</button>`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  [
    'a_button_that_leads_elsewhere',
    `${CODE}<button formaction="https://evil.example/">Verify</button>`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  [
    'a_form_that_leads_elsewhere_by_now',
    `${CODE}<button>Verify</button>`,
    () =>
      document
        .querySelector('input')
        ?.addEventListener('input', () =>
          document.querySelector('form')?.setAttribute('action', 'https://evil.example/'),
        ),
    { pressed: false, sent: 0 },
  ],
  [
    'a_button_that_is_closed',
    `${CODE}<button disabled>Verify</button>`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  ['no_button', CODE, () => undefined, { pressed: false, sent: 0 }],
  [
    'a_field_of_another_form_than_the_one_around_it',
    `${CODE.replace('<input', '<input form="other"')}<button>Verify</button></form><form id="other">`,
    () => undefined,
    { pressed: false, sent: 0 },
  ],
  [
    'a_field_and_a_button_outside_of_their_form',
    `</form>${CODE.replace('<input', '<input form="theirs"')}<button form="theirs">Verify</button><form id="theirs">`,
    () => undefined,
    { pressed: true, sent: 1 },
  ],
];
for (const [name, form, script, expected] of FORMS) {
  test(`fill_and_submit_with_${name}`, async () => {
    await the.save([newKey().uri], the.practice.address);
    // The console's own page lets no script of it ask a server.
    await the.page.setBypassCSP(true);
    await the.page.goto(`${the.practice.address}sheet`);
    // Without `setContent`, since a rewritten document reports no requests.
    await the.page.evaluate((form) => {
      document.title = 'Sign in';
      document.body.innerHTML = `<form>${form}</form>`;
    }, form);
    await the.page.evaluate(() => {
      Object.assign(window, { sent: 0 });
      document.addEventListener('submit', (event) => {
        event.preventDefault();
        Object.assign(window, { sent: Number(Reflect.get(window, 'sent')) + 1 });
      });
    });
    await the.page.evaluate(script);
    if (name.endsWith('waits_for_its_server')) await slowly();
    const popup = await the.open();
    const pressed = await fillAndSubmit(popup);
    const sent = await the.page.evaluate(() => Number(Reflect.get(window, 'sent')));
    assert.deepEqual({ pressed, sent }, expected);
    await popup.close();
    await the.page.setRequestInterception(false);
    the.page.removeAllListeners('request');
  });
}

/** From now on `/slow` takes its time, and then the page stays. */
async function slowly() {
  await the.page.setRequestInterception(true);
  the.page.on('request', async (request) => {
    if (!request.url().includes('/slow')) return request.continue();
    await new Promise((go) => setTimeout(go, 3000));
    return request.respond({ status: 204 }).catch(() => undefined);
  });
}

/** Sets the one account to *Fill and submit*; an earlier test's filling is forgotten. */
const letSubmit = () =>
  inExtension(the.session, async () => {
    await chrome.storage.session.remove('filled');
    const session = await import('/extension/shared/session.js');
    await session.openSession();
    await session.change((vault) => {
      const [row] = vault.rows(vault.search(''), 0);
      const id = row?.id ?? '';
      const details = vault.details(id);
      const form = { ...details, label: details.label ?? '' };
      vault.edit(id, form, { ...form, submit: true });
    });
  });

/** From now on the page counts what it sends, and stays. */
const countSent = () =>
  the.page.evaluate(() =>
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      Object.assign(window, { sent: 1 });
    }),
  );

/** Waits until a code is noted as filled in: its button would have been pressed by then. */
const noted = () =>
  inExtension(the.session, async () => {
    while (!('filled' in (await chrome.storage.session.get('filled'))))
      await new Promise((soon) => setTimeout(soon, 50));
  });

test('choosing_one_of_two_fields_fills_it_and_does_not_submit_the_form', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await letSubmit();
  await draw(
    '<label>MFA code 1<input name="one" id="here"></label><label>MFA code 2<input name="two"></label><button>Add MFA</button>',
  );
  await countSent();
  await point();
  await fromOutside(the, 'menu menu_use_field');
  await changed('');
  key.isCode(await valueOf());
  await noted();
  assert.equal(await the.page.evaluate(() => Reflect.get(window, 'sent')), undefined);
  // The page still asks for both.
  const popup = await the.open();
  const ask = await popup.page.evaluate(async () => {
    const { describePage } = await import('/extension/shared/page.js');
    const { askedOn } = await import('/extension/shared/session.js');
    const described = await describePage();
    return described && askedOn(described)?.ask;
  });
  assert.equal(ask, 'pair');
  await popup.close();
});

test('a_form_in_which_the_user_chose_the_field_is_not_submitted', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await letSubmit();
  await draw(`${CODE.replace('<input', '<input id="here"')}<button>Verify</button>`);
  await countSent();
  await point();
  await fromOutside(the, 'menu menu_use_field');
  await changed('');
  key.isCode(await valueOf());
  await noted();
  assert.equal(await the.page.evaluate(() => Reflect.get(window, 'sent')), undefined);
});

test('on_another_host_a_code_is_filled_once_and_not_submitted', async () => {
  const key = newKey({ issuer: 'Elsewhere' });
  await the.save([key.uri], 'https://login.elsewhere.example/');
  await letSubmit();
  await draw(`${CODE.replace('<input', '<input id="here"')}<button>Verify</button>`);
  await countSent();
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Elsewhere'));
  await popup.press(the.t('fill_code'));
  await popup.press(the.t('fill_here'));
  await popup.says(the.t('filled', ''));
  key.isCode(await valueOf());
  await noted();
  assert.equal(await the.page.evaluate(() => Reflect.get(window, 'sent')), undefined);
  await popup.close();
});

test('an_account_set_to_fill_and_submit_has_its_form_submitted_once', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await draw(`${CODE}<button>Verify</button>`);
  await the.page.evaluate(() =>
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      const held = document.querySelector('input')?.value;
      Object.assign(window, { sent: `${Reflect.get(window, 'sent') ?? ''}${held}` });
    }),
  );
  const popup = await the.open();
  await popup.press(the.t('more_for', 'Example'));
  await popup.press(the.t('edit'));
  await popup.page.locator('[data-part=submit]').click();
  await popup.press(the.t('save'));
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled_sent', ''));
  key.isCode(await the.page.evaluate(() => String(Reflect.get(window, 'sent'))));
  await popup.close();
});

test('where_no_button_confirms_the_popup_says_so_and_the_code_stays_filled_in', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  await letSubmit();
  await draw(`${CODE.replace('<input', '<input id="here"')}<button>Resend code</button>`);
  await countSent();
  const popup = await the.open();
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled_no_button', new URL(the.practice.address).hostname));
  key.isCode(await valueOf());
  assert.equal(await the.page.evaluate(() => Reflect.get(window, 'sent')), undefined);
  await popup.close();
});

test('opening_the_popup_copies_a_code_only_if_chosen_and_if_there_is_no_field', async () => {
  const key = newKey();
  await the.save([key.uri], the.practice.address);
  const copies = (/** @type {boolean} */ on) =>
    inExtension(
      the.session,
      async (on) => {
        const { choose } = await import('/extension/shared/storage.js');
        await choose({ copyOnOpen: on });
      },
      on,
    );
  for (const [on, form, copied] of /** @type {const} */ ([
    [false, '<p>nothing</p>', false],
    [true, CODE, false],
    [true, '<p>nothing</p>', true],
  ])) {
    await copies(on);
    await draw(form);
    const popup = await the.open();
    await popup.page.waitForSelector('.card .primary:not([hidden])');
    if (copied) await popup.says(the.t('copied', ''));
    else assert.ok(!(await popup.text()).includes(the.t('copied', '')), form);
    await popup.close();
  }
  key.isCode(await the.session.clipboard(the.page));
});
