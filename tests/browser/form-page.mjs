/** A page that is one form, for the tests that fill it. Runs in Node. */

export const CODE = '<label>Verification code<input autocomplete="one-time-code"></label>';

/** @param {import('./stage.mjs').Stage} the */
export function formPage(the) {
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

  return { draw, point, valueOf, changed };
}
