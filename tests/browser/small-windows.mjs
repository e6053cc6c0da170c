/**
 * Views in a small window, as browser zoom and low screens make it: nothing sticks out at the
 * sides, and every control can be scrolled into view and pressed. In both languages, since their
 * words differ in length, and once with sentences half as long again, as in languages to come.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBrowser } from './harness.mjs';
import { startLonger } from './long-sentences.mjs';
import { scenes } from './scenes.mjs';
import { scenesOfAccounts } from './scenes-accounts.mjs';
import { scenesOfExchange } from './scenes-exchange.mjs';
import { scenesOfNames } from './scenes-names.mjs';
import { scenesOfProtection } from './scenes-protect.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scenes.mjs').Scene} Scene */
/** @typedef {import('./harness.mjs').Session} Session */

/** The popup as it is, on a low screen, and at 400 % (WCAG 2.2, 1.4.10 asks for less). */
const SIZES = /** @type {const} */ ([
  [360, 540],
  [360, 300],
  [200, 150],
]);
const LANGS = /** @type {const} */ (['en', 'ja']);
const SCENES = [
  ...scenes,
  ...scenesOfProtection,
  ...scenesOfAccounts,
  ...scenesOfExchange,
  ...scenesOfNames,
];

const NONE = JSON.stringify({ beyond: [], covered: [] });

/** @param {string} name @returns {Scene} */
export function sceneOf(name) {
  const found = SCENES.find((one) => one.name === name);
  assert.ok(found, `there is no scene ${name}`);
  return found;
}

/** Shows a scene. @param {Session} session @param {Scene} scene @param {[number, number]} [size] */
export async function open(session, scene, [width, height] = [360, 540]) {
  const popup = await session.openAsTab(async (page) => {
    await page.goto(session.address('extension/icons/tandem-16.png'));
    await page.setViewport({ width, height });
    await scene.prepare(page, session);
  }, scene.page);
  await scene.act?.(popup, session);
  return popup;
}

/**
 * Runs in the page: what reaches beyond the window's sides, and the controls that cannot be
 * pressed.
 */
function faults() {
  const named = (/** @type {Element} */ element) =>
    element.outerHTML.replaceAll(/\s+/gu, ' ').slice(0, 110);
  const dialog = document.querySelector('dialog[open]');
  const root = dialog ?? document.body;
  const seen = [...root.querySelectorAll('*')].filter(
    (element) => element.checkVisibility() && !element.closest('.unseen, svg, select, .rows'),
  );
  /**
   * What is cut with an ellipsis is shown in full elsewhere.
   * @param {Element | null} element
   * @returns {boolean}
   */
  const isCut = (element) =>
    element !== null &&
    (getComputedStyle(element).textOverflow === 'ellipsis' || isCut(element.parentElement));
  /**
   * What scrolls sideways by itself can be brought into view.
   * @param {Element | null} element
   * @returns {boolean}
   */
  const isScrolled = (element) =>
    element !== null &&
    element !== document.body &&
    element.parentElement !== document.body &&
    ((/auto|scroll/u.test(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth) ||
      isScrolled(element.parentElement));
  const beyond = seen.filter((element) => {
    if (isCut(element.parentElement) || isScrolled(element.parentElement)) return false;
    const { left, right } = element.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5;
  });
  const controls = [
    ...root.querySelectorAll('button, input, select, textarea, summary, [tabindex="0"]'),
  ].filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    const off = 'disabled' in control && control.disabled;
    return control.checkVisibility({ visibilityProperty: true }) && !off && width * height > 1;
  });
  const covered = controls.filter((control) => {
    // Rows are drawn only while they are in view.
    if (!control.isConnected) return false;
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    // The middle of its visible part, if it is larger than the window.
    const hit = document.elementFromPoint(
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    );
    const label = control instanceof HTMLInputElement && control.labels?.[0];
    return !hit || !(control.contains(hit) || (label && label.contains(hit)));
  });
  return { beyond: beyond.map(named), covered: covered.map(named) };
}

/**
 * A browser for each language, and a test for each scene.
 * @param {string[]} names @returns {Session[]} the browsers, once the tests run
 */
export function inSmallWindows(names) {
  /** @type {Session[]} */
  const sessions = [];
  /** @type {Session | undefined} */
  let long;
  before(async () => {
    sessions.push(...(await Promise.all(LANGS.map((lang) => startBrowser({ lang })))));
    long = await startLonger();
  });
  after(() => Promise.all([...sessions, long].map((session) => session?.close())));
  for (const name of names) {
    test(`in_small_windows_${name.replaceAll('-', '_')}_stays_within_its_sides_and_every_control_can_be_pressed`, async () => {
      for (const session of [...sessions, long]) {
        if (!session) throw new Error('only inside a test');
        await stays(session, sceneOf(name), session === long);
      }
    });
  }
  return sessions;
}

/** @param {Session} session @param {Scene} scene @param {boolean} isLong whether its sentences are */
async function stays(session, scene, isLong) {
  const popup = await open(session, scene);
  for (const [width, height] of isLong ? SIZES.slice(0, 1) : SIZES) {
    await popup.page.setViewport({ width, height });
    await popup.page.waitForFunction(
      (width, height) => innerWidth === width && innerHeight === height,
      {},
      width,
      height,
    );
    await popup.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    // If both cores are busy, rows are drawn some frames later.
    let found = '';
    await until(
      async () => (found = JSON.stringify(await popup.page.evaluate(faults))) === NONE,
      () => `${isLong ? 'long words' : session.lang} ${width} × ${height}: ${found}`,
    );
  }
  await popup.close();
}
