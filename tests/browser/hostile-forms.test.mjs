/**
 * Pages whose controls have the names of functions that a page script calls, or that have no end.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from './keys.mjs';
import { fillAndSubmit, stage, wipe } from './stage.mjs';

const the = stage();

const NAMES =
  'host parentNode parentElement matches getBoundingClientRect querySelector querySelectorAll getAttribute attributes childNodes children ' +
  'nodeType nodeName nodeValue localName tagName previousSibling previousElementSibling nextElementSibling textContent ownerDocument isConnected ' +
  'checkVisibility shadowRoot getRootNode closest id name action className elements baseURI scrollLeft scrollTop clientWidth addEventListener labels type value';
const clobbered = NAMES.split(' ')
  .map((name) => `<input type="hidden" name="${name}">`)
  .join('');
const images =
  'title defaultView querySelectorAll getElementById hasFocus scrollingElement baseURI nodeType documentElement body tandem'
    .split(' ')
    .map((name) => `<img name="${name}" alt="">`)
    .join('');
const FIELD =
  '<h1>Two-factor authentication</h1><label>Authentication code <input id="code"></label><button>Verify</button>';
const deep = (/** @type {number} */ levels) =>
  `<script>let at = document.querySelector('main'); for (let i = 0; i < ${levels}; i += 1) at = at.appendChild(document.createElement('div')); at.append(document.querySelector('form'));</script>`;

/**
 * A control for every name that a form answers to, and a picture for every name that a document
 * does, whatever this browser knows.
 */
const EVERY = `<div id="every"></div><script>
  const namesOf = (kind) => {
    const names = new Set();
    for (let at = kind.prototype; at; at = Object.getPrototypeOf(at))
      for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    return [...names];
  };
  const [controls, pictures] = [
    namesOf(HTMLFormElement).map((name) => '<input type="hidden" name="' + name + '">').join(''),
    namesOf(HTMLDocument).map((name) => '<img name="' + name + '" alt="">').join(''),
  ];
  const [form, every] = [document.querySelector('form'), document.getElementById('every')];
  Element.prototype.insertAdjacentHTML.call(form, 'afterbegin', controls);
  every.innerHTML = pictures;
</script>`;
const NAMED = '<main><label>Code <input id="code"></label><button>OK</button></main>';
const everyName = (/** @type {string} */ body, attributes = '') =>
  `<form ${attributes}>${body}</form>${EVERY}`;

/** What a page may contain that wants the code anyway. @type {[string, string][]} */
const PAGES = [
  ['a form with controls of every name', `<form>${clobbered}${FIELD}</form>`],
  ['a document with images of every name', `${images}<form>${FIELD}</form>`],
  ['a form and a document with everything they answer to', everyName(FIELD)],
  [
    'two fields among everything a page answers to',
    everyName(`${FIELD}<p role="alert">Wrong</p>`, 'role="alert"'),
  ],
  [
    'frames named like what our scripts keep',
    `<iframe name="tandem" src="https://other.example/"></iframe><iframe name="tandem"></iframe><iframe name="chrome"></iframe><iframe name="nodes"></iframe><a id="tandem"></a><form>${FIELD}</form>`,
  ],
  [
    'a dialog named by a label alone',
    `<div role="dialog" aria-label="Two-factor authentication">${NAMED}</div>`,
  ],
  [
    'a region named by a hidden text',
    `<p id="name" hidden>Two-factor authentication</p><section aria-labelledby="name"><form>${NAMED}</form></section>`,
  ],
  [
    'a form named by a title among everything a page answers to',
    everyName(NAMED, 'title="Two-factor authentication"'),
  ],
  [
    'a fieldset named by a title',
    `<form><fieldset title="Two-factor authentication">${NAMED}</fieldset></form>`,
  ],
  [
    'visible controls of hostile names',
    `<form>${FIELD}<p><input name="host"><input name="parentNode"><input name="matches"></p></form>`,
  ],
  [
    'an input within a link',
    `<a href="https://github.com/about"><input placeholder="Search"></a><form>${FIELD}</form>`,
  ],
  ['the field within a link', `<form><a href="https://github.com/about">${FIELD}</a></form>`],
  ['a tree of five hundred levels', `<main></main><form>${FIELD}</form>${deep(500)}`],
  [
    'twenty thousand elements before it',
    `<main></main><form>${FIELD}</form><script>for (let i = 0; i < 20000; i += 1) document.querySelector('main').append(document.createElement('i'), 'x');</script>`,
  ],
  [
    'an element that is taken out of the page as it is looked at',
    `<form>${FIELD}</form><svg><a><text>x</text></a></svg><template><input></template>`,
  ],
];

/** @param {string} body */
async function show(body) {
  html = body;
  await the.page.goto('https://github.com/');
}
let html = '';
let ours = false;

/** None of these pages is on any network. */
async function enrol() {
  await wipe(the.session);
  await the.save([newKey({ issuer: 'GitHub', account: 'jane' }).uri], 'https://github.com/');
  if (ours) return;
  ours = true;
  await the.page.setRequestInterception(true);
  the.page.on('request', (request) =>
    request.respond({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><title>x</title>${html}`,
    }),
  );
}

const code = () =>
  the.page.evaluate(
    () =>
      /** @type {HTMLInputElement} */ (Document.prototype.getElementById.call(document, 'code'))
        .value,
  );

for (const [name, body] of PAGES) {
  test(`the_field_is_found_and_filled_beside_${name.replaceAll(' ', '_')}`, async () => {
    await enrol();
    await show(body);
    const popup = await the.open();
    await popup.press(the.t('fill_code'));
    await popup.says(the.t('filled', ''));
    assert.match(await code(), /^\d{6}$/u);
    await popup.close();
  });
}

test('a_form_is_submitted_by_its_own_button_whatever_its_controls_are_called', async () => {
  await enrol();
  await show(
    everyName(FIELD, 'onsubmit="event.preventDefault(); window.sent = 1 + (window.sent ?? 0)"'),
  );
  const popup = await the.open();
  const pressed = await fillAndSubmit(popup);
  assert.equal(pressed, true);
  assert.equal(await the.page.evaluate(() => Reflect.get(window, 'sent')), 1);
  await popup.close();
});

test('a_code_gets_to_the_cursor_in_a_form_of_text_whatever_its_controls_are_called', async () => {
  await enrol();
  await show(everyName('one', 'id="form" contenteditable'));
  const held = () =>
    the.page.evaluate(
      () =>
        Object.getOwnPropertyDescriptor(Node.prototype, 'textContent')?.get?.call(
          Document.prototype.querySelector.call(document, '#form'),
        ) ?? '',
    );
  const popup = await the.open();
  await the.page.evaluate(() =>
    HTMLElement.prototype.focus.call(Document.prototype.querySelector.call(document, '#form')),
  );
  const filled = await popup.page.evaluate(async () => {
    const page = await import('/extension/shared/page.js');
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    await chrome.storage.session.set({
      chosen: {
        value: { tab: tab?.id, url: 'https://github.com/', how: 'insert' },
        until: Date.now() + 60_000,
      },
    });
    const described = await page.describePage();
    if (!described?.chosen) throw new Error('nothing was chosen');
    const { tab: where, page: seen, chosen } = described;
    const entries = [{ index: chosen.index, text: '123456' }];
    await page.fillPage(where, new URL(seen.url).origin, entries, { how: 'insert' });
    return chosen.insert;
  });
  assert.equal(filled, true);
  assert.match(await held(), /123456/u);
  await popup.close();
});

test('frames_are_found_and_pictures_read_on_a_page_of_every_name', async () => {
  await enrol();
  const frame = '<iframe src="https://login.other.example/" width="300" height="100"></iframe>';
  await show(everyName(FIELD) + frame);
  const popup = await the.open();
  const { frames, pictures } = await popup.page.evaluate(async () => {
    const page = await import('/extension/shared/page.js');
    const tab = await page.activeTab();
    return {
      frames: await page.framesOfPage(tab),
      pictures: await page.picturesOf(tab),
    };
  });
  assert.deepEqual(frames, ['https://login.other.example']);
  assert.ok(Array.isArray(pictures));
  await popup.close();
});

test('the_time_comes_from_the_pages_own_site_whatever_its_base_is', async () => {
  await enrol();
  await show(`<base href="https://evil.example/"><form>${FIELD}</form>`);
  /** @type {string[]} */
  const asked = [];
  const note = (/** @type {import('puppeteer-core').HTTPRequest} */ request) =>
    void (request.method() === 'HEAD' && asked.push(request.url()));
  the.page.on('request', note);
  const popup = await the.open();
  await popup.page.evaluate(async () => {
    const page = await import('/extension/shared/page.js');
    await page.timesOf(await page.activeTab(), 2);
  });
  the.page.off('request', note);
  assert.ok(asked.length >= 2, asked.join());
  assert.deepEqual([...new Set(asked.map((url) => new URL(url).origin))], ['https://github.com']);
  await popup.close();
});

test('a_form_that_sends_the_code_to_another_site_or_over_http_gets_none_and_the_popup_says_why', async () => {
  await enrol();
  for (const [attributes, button, away] of /** @type {const} */ ([
    ['', '', ''],
    ['action="/session"', '', ''],
    ['action="https://login.github.com/session"', '', ''],
    ['action="javascript:void 0"', '', ''],
    ['action="https://evil.example/session"', '', 'https://evil.example'],
    ['action="http://github.com/session"', '', 'http://github.com'],
    ['action="/session"', 'formaction="https://evil.example/"', 'https://evil.example'],
  ])) {
    const offered = !away;
    await show(
      `<form ${attributes}>${FIELD.replace('<button', `<button ${button}`)}<input type="hidden" name="action"></form>`,
    );
    const popup = await the.open();
    await popup.named(the.t(offered ? 'fill_code' : 'copy_code')).wait();
    assert.equal(await popup.has(the.t('fill_code')), offered, `${attributes} ${button}`);
    if (away) await popup.says(the.t('error_form_leads_away', away));
    await popup.close();
  }
});

test('a_form_that_leads_to_another_site_in_any_way_gets_no_code', async () => {
  await enrol();
  const evil = 'https://evil.example';
  for (const [body, away] of /** @type {[string, string][]} */ ([
    [`<base href="${evil}/"><form action="session">${FIELD}</form>`, evil],
    [`<form action="//evil.example/session">${FIELD}</form>`, evil],
    [`<form action="https://github.com@evil.example/">${FIELD}</form>`, evil],
    [
      `<form action="https://github.com.evil.example/">${FIELD}</form>`,
      'https://github.com.evil.example',
    ],
    [
      `<form id="f" action="${evil}/"></form>${FIELD.replace('id="code"', 'id="code" form="f"')}`,
      evil,
    ],
    [`<form id="f">${FIELD}</form><button form="f" formaction="${evil}/">Go</button>`, evil],
    [
      `<form id="f">${FIELD}</form><input type="image" alt="Go" form="f" formaction="${evil}/">`,
      evil,
    ],
    [
      `<form>${FIELD}${'<input type="hidden">'.repeat(400)}<button formaction="${evil}/">Go</button></form>`,
      evil,
    ],
    [
      `<form id="f">${FIELD}${'<input type="hidden">'.repeat(400)}</form><button form="f" formaction="${evil}/">Go</button>`,
      evil,
    ],
  ])) {
    await show(body);
    const popup = await the.open();
    await popup.says(the.t('error_form_leads_away', away));
    assert.equal(await popup.has(the.t('fill_code')), false, body.slice(0, 120));
    await popup.close();
  }
});

test('the_content_of_fields_stays_in_the_page_unless_it_may_name_an_aws_account', async () => {
  await enrol();
  await show(
    '<form><input name="a" value="Jane Doe, 12 Rue X"><input name="b" value="acme-prod"><input type="password" value="secret"><input name="c" value="JBSWY3DPEHPK3PXP"></form>',
  );
  const popup = await the.open();
  const values = await popup.page.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      files: ['/extension/page/nodes.js', '/extension/page/fields.js'],
    });
    return /** @type {any} */ (injected?.result).inputs.map(
      (/** @type {{ value: string }} */ { value }) => value,
    );
  });
  assert.deepEqual(values, ['AAAA AAA_ 07 AAA A', 'acme-prod', '', 'AAAAA7AAAAAA7AAA']);
  await popup.close();
});
