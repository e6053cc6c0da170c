/**
 * Compares the computer's clock with a site's, and warns where codes would be refused (`compare.js`
 * does it on a click). While codes follow a site's clock, a strip above every view says so and
 * offers to stop, and we compare again whenever the computer's clock jumps.
 */
import { theClock } from '../shared/clock.js';
import { button, message, paragraph, part, writeWhole } from '../shared/dom.js';
import { activeTab, tabOf } from '../shared/page.js';
import { theVault, vaultChanges } from '../shared/session.js';
import { adapt, compare, isTrusted, use } from '../shared/site-clock.js';
import { offer, say, sayError } from './view.js';

/** @typedef {import('../shared/page.js').Tab} Tab */
/** @typedef {import('../shared/site-clock.js').Difference} Difference */

/** In seconds: from here on a difference is shown in whole seconds. */
const WHOLE = 10;
/** In milliseconds: the computer's two clocks drift apart less than this in a second. */
const JUMP = 2000;

/** @type {string | undefined} the site of which no page was there to compare with */
let unchecked;

/** Draws the strip above all views that says whose clock the codes follow. */
export function drawClock() {
  const clock = theClock();
  const strip = part(document, 'clock', HTMLElement);
  strip.hidden = !clock;
  if (!clock) return;
  const ahead = clock.ahead > 0 ? `+${clock.ahead}` : clock.ahead;
  const followed = message('clock_followed', clock.host, ahead);
  writeWhole(
    strip,
    'followed',
    paragraph(followed, unchecked === clock.host && message('clock_unchecked')),
  );
  button(strip, 'drop').onclick = () => use(undefined);
  watch();
}

/** Warns where the site would refuse codes because of the clock they follow. @param {Tab} tab */
export async function warnOfClock(tab) {
  // On http, anyone on the way could change the answer.
  if (!isTrusted(tab)) return;
  const found = await compare(tab, 1);
  if (!found) return;
  const clock = theClock();
  if (clock?.host === hostOf(tab)) return adapt(clock, found);
  if (!found.harmful) return;
  if (found.far) say(differenceText(found, hostOf(tab)));
  else
    offer(
      differenceText(found, hostOf(tab)),
      () => message('clock_use'),
      () => followSite(tab, found),
    );
}

/** @param {Tab} tab @param {Difference} found */
export async function followSite(tab, { ahead }) {
  await use({
    ahead: Math.round(ahead),
    host: hostOf(tab),
    url: tab.url,
    tab: tab.id,
    checked: Date.now(),
  });
  drawClock();
}

/** Whether any account would follow the site's clock. @param {Tab} tab */
export const hasAccounts = ({ url }) =>
  Boolean(theVault()?.onPage({ url, title: '', inputs: [], groups: [] }).fitting.length);

/** @param {Difference} found @param {string} host */
export function differenceText({ ahead, within }, host) {
  const [by, about] = [ahead, within].map((seconds) => {
    const size = Math.abs(seconds);
    return size < WHOLE ? size.toFixed(1) : size.toFixed();
  });
  return message(ahead > 0 ? 'clock_behind' : 'clock_ahead', host, by ?? '', about ?? '');
}

/** @param {Tab} tab */
export const hostOf = ({ url }) => new URL(url).hostname;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Compares the wall clock with the monotonic one: where they part, somebody set the wall clock. */
function watch() {
  if (timer) return;
  const apart = () => Date.now() - performance.now();
  let before = apart();
  vaultChanges.addEventListener('change', drawClock);
  timer = setInterval(() => {
    const jumped = Math.abs(apart() - before) > JUMP;
    before = apart();
    if (jumped) compareAgain().catch(sayError);
  }, 1000);
  compareAgain('quietly').catch(sayError);
}

/**
 * Measures the difference again through a page of the site: the one in front, or the one where the
 * user chose its clock. Without such a page, the difference is unknown once the computer's clock
 * has jumped. A jump while none of our pages was open can't be noticed, and the strip says so.
 * @param {'quietly'} [how] this page has seen no jump
 */
async function compareAgain(how) {
  const clock = theClock();
  if (!clock) return;
  const found = await compareBy([await activeTab(), await tabOf(clock.tab)], clock.host);
  unchecked = found ? undefined : clock.host;
  drawClock();
  if (found) return adapt(clock, found);
  if (how && Date.now() >= (clock.checked ?? 0)) return;
  await use(undefined);
  throw { code: 'clock_dropped' };
}

/**
 * Compares with the first of these tabs that shows the site and answers.
 * @param {(Tab | undefined)[]} tabs
 * @param {string} host
 */
async function compareBy(tabs, host) {
  for (const tab of tabs) {
    const there = tab?.url && isTrusted(tab) && hostOf(tab) === host;
    const found = there && (await compare(tab, 1));
    if (found) return found;
  }
  return undefined;
}
