/**
 * *Check the clock*: compares the clock with the site in front, on a click, and shows the result.
 * If the clock is slightly off, the accounts of that site can follow the site's. If it is far off,
 * the user has to set it.
 */
import { button, message, paragraph, write } from '../shared/dom.js';
import { clockSettings } from '../shared/own.js';
import { activeTab } from '../shared/page.js';
import { compare, isTrusted } from '../shared/site-clock.js';
import { followSite, hasAccounts, hostOf, differenceText } from './clock.js';
import { onClick, sheet } from './view.js';

export async function showClock() {
  const dialog = sheet('clock');
  const tab = await activeTab();
  const found = await compare(tab, 3);
  if (!found) return write(dialog, 'text', message('error_clock_unknown'));
  write(dialog, 'text', differenceText(found, hostOf(tab)));
  write(
    dialog,
    'then',
    paragraph(message(reaction(found, isTrusted(tab))), found.harmful && (await clockSettings())),
  );
  const take = button(dialog, 'use');
  take.hidden = Math.round(found.ahead) === 0 || found.far || !isTrusted(tab) || !hasAccounts(tab);
  take.className = found.harmful ? 'primary' : 'quiet';
  onClick(take, async () => {
    dialog.close();
    await followSite(tab, found);
  });
}

/** @param {import('../shared/site-clock.js').Difference} found @param {boolean} trusted */
function reaction(found, trusted) {
  if (!trusted) return 'clock_untrusted';
  if (found.far) return 'clock_set';
  return found.harmful ? 'clock_harm' : 'clock_harmless';
}
