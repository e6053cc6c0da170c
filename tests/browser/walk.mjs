/**
 * The walk through AWS's pages as a user does it, with the practice console as AWS: assign a
 * device, sign out, sign in, give three wrong codes, re-synchronise. It is one list of steps; the
 * caller may look, or break something, between any two. Runs in Node.
 *
 * The console accepts a code once, so a user waits for the next one between two uses. Here both
 * clocks, the console's and the popup's, are moved instead.
 */
import assert from 'node:assert/strict';
import { startConsole } from '../console/server.mjs';
import { words as consoleWords } from '../console/pages/words.mjs';
import { codeAt, stepAt, PERIOD } from '../console/mfa.mjs';
import { handsOn } from './hands.mjs';
import { shift } from './popup.mjs';

/** @typedef {import('./harness.mjs').Session} Session */
/** @typedef {import('./popup.mjs').Popup} Popup */
/** @typedef {Awaited<ReturnType<typeof setOut>>} Walker */
/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} [resume] the step to go on with when the page is lost after this one; else the
 * next
 * @property {string} [at] the page where that step begins; else the one where this step ends
 * @property {(walker: Walker) => Promise<string | void>} go its result is printed
 */

/**
 * @param {Session} session
 * @param {{ query?: Record<string, string>, by?: 'filling' | 'copying' }} [options] `query`: how
 *   the console draws, see `server.mjs`; `by`: how the codes come into the page
 */
export async function setOut(session, { query = {}, by = 'filling' } = {}) {
  const practice = await startConsole();
  const said = consoleWords[session.lang];
  const walker = {
    session,
    practice,
    by,
    /** What the console's page says. */
    w: said,
    /** What the extension says. */
    t: session.words,
    page: handsOn(await session.tab()),
    /** @type {Popup | undefined} */
    popup: undefined,
    /** Whether a pair was filled. */
    filledBoth: false,

    /** @param {string} path of the console */
    address: (path) =>
      `${practice.address}${path}?${new URLSearchParams({ ...query, lang: session.lang })}`,

    /** The open popup, or a new one if it has closed. @returns {Promise<Popup>} */
    async thePopup() {
      const { popup } = walker;
      if (popup && !popup.page.isClosed()) return popup;
      const ahead = practice.store.clock;
      if (ahead && by === 'copying') {
        // Copying needs no access to the page, so the popup may be a tab, and its clock right from
        // the start.
        walker.popup = await session.openAsTab((page) =>
          page.evaluateOnNewDocument(shift, ahead * 1000),
        );
        return walker.popup;
      }
      const opened = await session.openPopup(walker.page.page);
      if (ahead) await opened.shiftClock(ahead);
      walker.popup = opened;
      return opened;
    },

    /** Opens the popup again. */
    async openPopup() {
      walker.popup = undefined;
      return walker.thePopup();
    },

    /** Moves both clocks forward. @param {number} steps */
    later(steps) {
      practice.store.clock += steps * PERIOD;
    },

    /** Who is signed in at the console, for `pickUp`. */
    cookies: () => session.browser.cookies(),

    /**
     * Opens this address after the browser was restarted, signed in as before, like a restored
     * window. @param {string} path @param {import('puppeteer-core').Cookie[]} cookies
     */
    async pickUp(path, cookies) {
      walker.popup = undefined;
      await session.browser.setCookie(...cookies);
      walker.page = handsOn(await session.tab(walker.address(path)));
    },

    async end() {
      await practice.stop();
    },
  };
  await walker.page.page.goto(walker.address(''));
  return walker;
}

/** What fields hold. @param {{ page: import('./hands.mjs').Hands }} on @param {string[]} labels */
async function held({ page }, labels) {
  return Promise.all(labels.map((label) => page.held(label)));
}

/** @param {Walker} walker */
async function password({ page, w }) {
  await page.write(w.user, 'jane.doe');
  await page.write(w.password, 'practice');
  await page.press(w.signIn);
}

/** @param {Walker} walker */
async function leave({ page, w }) {
  await page.page.bringToFront();
  await page.press(w.signOut);
  await page.named(w.user, 'textbox').wait();
}

/**
 * Both codes, from the open popup or a new one.
 * @param {Walker} walker
 * @param {[string, string]} labels
 */
async function bothCodes(walker, labels) {
  if (walker.by === 'copying') await copyBoth(walker, labels);
  else {
    if (walker.filledBoth) {
      // The previous pair may still be the current one, and no code is filled twice.
      walker.later(3);
      await walker.openPopup();
    }
    walker.filledBoth = true;
    const popup = await walker.thePopup();
    await popup.press(walker.t('fill_both'));
    await popup.says(walker.t('filled_both', ''));
  }
  const codes = await held(walker, labels);
  for (const code of codes) assert.match(code ?? '', /^\d{6}$/u);
  return codes.join(' and ');
}

/**
 * Leaves what a popup may show before its list: the previous pair while it is still valid, or else
 * the question about protection.
 * @param {Walker} walker @param {Popup} popup
 */
export async function toList({ t }, popup) {
  for (const way of [t('back'), t('ask_later')]) if (await popup.has(way)) await popup.press(way);
}

/**
 * Copies a code, pastes it, which closes the popup, and comes back for the other: it is still of
 * the same pair.
 * @param {Walker} walker @param {[string, string]} labels
 */
async function copyBoth(walker, [first, second]) {
  const { t } = walker;
  let popup = await walker.thePopup();
  if (!(await popup.text()).includes(t('two_codes_for', 'AWS'))) {
    // Asked once, where the popup is a tab: in a popup the page in front wants its codes first.
    if (await popup.has(t('ask_later'))) await popup.press(t('ask_later'));
    await popup.page.keyboard.down('Shift');
    await popup.page.keyboard.press('Enter');
    await popup.page.keyboard.up('Shift');
    await popup.press(t('two_codes'));
    await popup.says(t('two_codes_for', 'AWS'));
  }
  await popup.named(t('copy_code_1')).wait();
  await popup.press(t('copy_code_1'));
  await popup.says(t('copied_mark'));
  // Until one is copied they follow the clock.
  const codes = await popup.codes();
  await paste(walker, first);
  popup = await walker.openPopup();
  await popup.named(`${t('copy_code_1')} (${t('copied_mark')})`).wait();
  assert.deepEqual(await popup.codes(), codes);
  await popup.press(t('copy_code_2'));
  // What comes next differs: a device that was just assigned is still to be added on the page.
  const done = [t('pair_copied_add'), t('pair_done')].map((words) =>
    words.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'),
  );
  await popup.says(new RegExp(done.join('|'), 'u'));
  await paste(walker, second);
  assert.deepEqual(await held(walker, [first, second]), codes);
}

/** What is on the clipboard, by the keyboard. @param {Walker} walker @param {string} label */
async function paste({ page, popup }, label) {
  // A real popup closes by itself.
  if (popup && !popup.page.isClosed()) await popup.close();
  await page.page.bringToFront();
  await page.named(label, 'textbox').click();
  await page.page.keyboard.down('ControlLeft');
  await page.page.keyboard.press('KeyV', { commands: ['paste'] });
  await page.page.keyboard.up('ControlLeft');
}

/** The wizard forgets everything, even its key, when its page is reloaded. */
const WIZARD_AGAIN = { resume: 'assign an MFA device called phone', at: 'credentials' };

/** @type {Step[]} */
export const STEPS = [
  {
    name: 'sign in with the password alone',
    async go(walker) {
      await password(walker);
      await walker.page.says(walker.w.none);
      return walker.w.none;
    },
  },
  {
    name: 'assign an MFA device called phone',
    ...WIZARD_AGAIN,
    async go({ page, w }) {
      await page.press(w.assign);
      await page.write(w.deviceName, 'phone');
      await page.press(w.next);
      await page.named(w.showQr).wait();
    },
  },
  {
    name: 'show the QR code',
    ...WIZARD_AGAIN,
    async go({ page, w }) {
      await page.press(w.showQr);
      await page.page.waitForSelector('.qr');
    },
  },
  {
    name: 'Scan QR on page',
    ...WIZARD_AGAIN,
    async go(walker) {
      const popup = await walker.thePopup();
      await popup.press(walker.t('scan_page'));
      await popup.says(walker.t('found_title'));
      const names = await held(
        { page: popup },
        ['shown_as', 'issuer', 'account'].map((name) => walker.t(name)),
      );
      assert.deepEqual(names, ['phone', 'Amazon Web Services', '1234-5678-9012']);
      return names.join(' · ');
    },
  },
  {
    name: 'Save',
    ...WIZARD_AGAIN,
    async go(walker) {
      const popup = await walker.thePopup();
      // A second turn in the wizard has another key for the same name.
      await popup.press(walker.t((await popup.has(walker.t('replace'))) ? 'replace' : 'save'));
      await popup.says(walker.t('two_codes_for', 'AWS'));
      return `the pair: ${(await popup.codes()).join(' and ')}`;
    },
  },
  {
    name: 'Fill both codes',
    ...WIZARD_AGAIN,
    go: (walker) => bothCodes(walker, [walker.w.code1, walker.w.code2]),
  },
  {
    name: 'Add MFA',
    async go({ page, w }) {
      await page.page.bringToFront();
      await page.press(w.add);
      await page.says(w.added);
      return w.added;
    },
  },
  { name: 'sign out', go: leave },
  {
    name: 'sign in with the password, and be asked for a code',
    async go(walker) {
      await password(walker);
      await walker.page.says(walker.w.mfaText);
      return walker.w.mfaText;
    },
  },
  {
    name: 'Fill code',
    resume: 'Fill code',
    async go(walker) {
      // The previous code may have been used, in a pair or before the browser was killed.
      walker.later(1);
      const popup = await walker.openPopup();
      if (walker.by === 'copying') {
        await toList(walker, popup);
        await popup.named(walker.t('search'), 'searchbox').wait();
        await popup.page.keyboard.press('Enter');
        await popup.says(walker.t('copied', ''));
        await paste(walker, walker.w.code);
      } else {
        await popup.press(walker.t('fill_code'));
        await popup.says(walker.t('filled', ''));
      }
      const [code] = await held(walker, [walker.w.code]);
      assert.match(code ?? '', /^\d{6}$/u);
      return code;
    },
  },
  {
    name: 'submit the code',
    async go({ page, w }) {
      await page.page.bringToFront();
      await page.press(w.submit);
      await page.says(w.welcome);
      return w.welcome;
    },
  },
  { name: 'sign out again', go: leave },
  {
    name: 'give three wrong codes',
    async go(walker) {
      const { page, w } = walker;
      walker.later(2);
      await password(walker);
      for (let tries = 1; tries <= 3; tries += 1) {
        await page.write(w.code, wrongCode(walker));
        await page.press(w.submit);
        await page.says(tries < 3 ? w.errors.code : w.resyncText);
        if (tries < 3)
          await page.page.waitForFunction(() => document.querySelector('input')?.value === '');
      }
      return `${w.errors.code} ${w.resyncText}`;
    },
  },
  {
    name: 'Fill both codes, to re-synchronise',
    resume: 'Fill both codes, to re-synchronise',
    async go(walker) {
      await walker.openPopup();
      return bothCodes(walker, [walker.w.resyncCode1, walker.w.resyncCode2]);
    },
  },
  {
    name: 're-sync and sign in',
    async go({ page, w }) {
      await page.page.bringToFront();
      await page.press(w.resyncSubmit);
      await page.says(w.welcome);
      return w.welcome;
    },
  },
];

/** A code that no device of the console accepts now. @param {Walker} walker */
function wrongCode({ practice: { store } }) {
  const step = stepAt(Date.now() / 1000 + store.clock);
  const right = store.users.flatMap(({ devices }) =>
    devices.flatMap((device) => [-1, 0, 1, 2].map((ahead) => codeAt(device, step + ahead))),
  );
  return (
    ['000000', '111111', '222222', '333333', '444444'].find((code) => !right.includes(code)) ??
    '555555'
  );
}
