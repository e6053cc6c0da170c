/**
 * The clock: compared with a site's on one click, and unasked where codes would be refused. As long as
 * codes follow a site's, that stands above every view, with the way back.
 */
import { button, message, part, write } from '../shared/dom.js';
import { follow, theClock } from '../shared/clock.js';
import { activeTab, timesOf } from '../shared/page.js';
import { vaultChanges } from '../shared/session.js';
import { difference, isHarmful } from '../shared/site-clock.js';
import { forget, keep } from '../shared/storage.js';
import { offer, onClick, sheet } from './view.js';

/** @typedef {import('../shared/page.js').Tab} Tab */
/** @typedef {import('../shared/site-clock.js').Difference} Difference */

/** In seconds: who comes back tomorrow is asked again. */
const FOLLOWED = 86_400;
/** In seconds: from here on a clock is told in whole ones. */
const WHOLE = 10;

/** Above all views: whose clock it is. */
export function drawClock() {
  const clock = theClock();
  const strip = part(document, 'clock', HTMLElement);
  strip.hidden = !clock;
  if (!clock) return;
  write(strip, 'followed', message('clock_followed', clock.host, clock.ahead > 0 ? `+${clock.ahead}` : clock.ahead));
  button(strip, 'drop').onclick = () => use(undefined);
}

/** Compares on the person's click, and shows what came of it. */
export async function showClock() {
  const dialog = sheet('clock');
  const tab = await activeTab();
  const samples = await timesOf(tab, 3);
  if (!samples.length) return write(dialog, 'text', message('error_clock_unknown'));
  const [host, found] = [hostOf(tab), difference(samples)];
  const harmful = isHarmful(found);
  write(dialog, 'text', told(found, host));
  write(dialog, 'then', message(harmful ? 'clock_harm' : 'clock_harmless'));
  const take = button(dialog, 'use');
  take.hidden = Math.round(found.ahead) === 0;
  take.className = harmful ? 'primary' : 'quiet';
  onClick(take, async () => {
    dialog.close();
    await use({ ahead: Math.round(found.ahead), host });
  });
}

/** Says so where codes would be refused by the clock that they follow. @param {Tab} tab */
export async function warnOfClock(tab) {
  const samples = await timesOf(tab, 1);
  if (!samples.length) return;
  const [host, found] = [hostOf(tab), difference(samples)];
  if (!isHarmful({ ...found, ahead: found.ahead - (theClock()?.ahead ?? 0) })) return;
  offer(told(found, host), () => message('clock_use'), () => use({ ahead: Math.round(found.ahead), host }));
}

/** @param {import('../shared/clock.js').Followed | undefined} clock */
async function use(clock) {
  follow(clock);
  drawClock();
  // Whatever shows codes draws them anew.
  vaultChanges.dispatchEvent(new Event('change'));
  await (clock ? keep('clock', clock, FOLLOWED) : forget('clock'));
}

/** @param {Difference} found @param {string} host */
function told({ ahead, within }, host) {
  const [by, about] = [ahead, within].map((seconds) => {
    const size = Math.abs(seconds);
    return size < WHOLE ? size.toFixed(1) : size.toFixed();
  });
  return message(ahead > 0 ? 'clock_behind' : 'clock_ahead', host, by ?? '', about ?? '');
}

/** @param {Tab} tab */
const hostOf = ({ url }) => new URL(url).hostname;
