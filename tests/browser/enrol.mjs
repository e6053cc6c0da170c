/** Enrols at a server and signs in to it through the popup. Runs in Node. */
import assert from 'node:assert/strict';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./popup.mjs').Popup} Popup */

/**
 * Takes the account from the page's QR code.
 * @param {Stage} the
 * @param {string} issuer
 * @returns {Promise<Popup>} with *Save* pressed
 */
export async function scanAndSave(the, issuer) {
  const popup = await the.scan();
  await popup.says(the.t('found_title'));
  assert.equal(await popup.held(the.t('issuer')), issuer);
  await popup.press(the.t('save'));
  return popup;
}

/** @param {Stage} the @param {Popup} popup */
export async function fillCode(the, popup) {
  await popup.press(the.t('fill_code'));
  await popup.says(the.t('filled', ''));
  await popup.close();
}

/** Fills the code of the step that comes next, as this one's was taken. @param {Stage} the */
export async function fillNext(the) {
  const popup = await the.open();
  await popup.shiftClock(30);
  await fillCode(the, popup);
}

/**
 * Sends the form that is on the page, and waits for what comes of it.
 * @param {Stage} the
 * @param {string} [button]
 */
export async function send(
  the,
  button = 'form button[type=submit], form button:not([type]), form input[type=submit]',
) {
  await the.page.bringToFront();
  await Promise.all([the.page.waitForNavigation(), the.page.locator(button).click()]);
}
