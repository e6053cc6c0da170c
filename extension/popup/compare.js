/**
 * *Check the clock*: compares with the site in front on a click, and shows what came of it. A clock that is
 * only a little off can be followed, for the accounts of that site; one that is far off is to be set.
 */
import { button, message, write } from '../shared/dom.js';
import { clockSettings } from '../shared/own.js';
import { activeTab } from '../shared/page.js';
import { compare, isFar, isHarmful, isTrusted } from '../shared/site-clock.js';
import { followSite, hasAccounts, hostOf, told } from './clock.js';
import { onClick, sheet } from './view.js';

export async function showClock() {
  const dialog = sheet('clock');
  const tab = await activeTab();
  const found = await compare(tab, 3);
  if (!found) return write(dialog, 'text', message('error_clock_unknown'));
  write(dialog, 'text', told(found, hostOf(tab)));
  write(
    dialog,
    'then',
    [
      message(reaction(found, isTrusted(tab))),
      ...(isHarmful(found) ? [await clockSettings()] : []),
    ].join(' '),
  );
  const take = button(dialog, 'use');
  take.hidden =
    Math.round(found.ahead) === 0 || isFar(found) || !isTrusted(tab) || !hasAccounts(tab);
  take.className = isHarmful(found) ? 'primary' : 'quiet';
  onClick(take, async () => {
    dialog.close();
    await followSite(tab, found);
  });
}

/** @param {import('../shared/site-clock.js').Difference} found @param {boolean} trusted */
function reaction(found, trusted) {
  if (!trusted) return 'clock_untrusted';
  if (isFar(found)) return 'clock_set';
  return isHarmful(found) ? 'clock_harm' : 'clock_harmless';
}
