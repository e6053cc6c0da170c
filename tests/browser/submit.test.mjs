/** *Fill and submit*: a form's own button is pressed once where it confirms, and no other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CODE, formPage } from './form-page.mjs';
import { newKey } from './keys.mjs';
import { fromOutside } from './menu.mjs';
import { fillAndSubmit, inExtension, stage } from './stage.mjs';

const the = stage();
const { draw, point, valueOf, changed } = formPage(the);

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
