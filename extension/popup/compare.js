/**
 * *Check the clock*: compares with the site in front on a click, and shows what came of it.
 */
import { button, message, write } from '../shared/dom.js';
import { activeTab, timesOf } from '../shared/page.js';
import { difference, hostOf, isHarmful, told, use } from './clock.js';
import { onClick, sheet } from './view.js';

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
