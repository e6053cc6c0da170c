/**
 * What opens on the toolbar button: opens the vault and shows the view where the person was.
 */
import { localise, message } from '../shared/messages.js';
import { onVaultWritten } from '../shared/storage.js';
import { openSession, refresh } from '../shared/session.js';
import { activeTab, describePage } from '../shared/page.js';
import { showList } from './list.js';
import { sayError } from './view.js';

document.documentElement.lang = message('language');
localise(document);

const page = describePage();
const front = activeTab().then(({ url }) => url, () => '');
start();

async function start() {
  try {
    const left = await openSession();
    if (left.find) (await import('./found.js')).showFinds(/** @type {import('./found.js').Finds} */ (left.find));
    else if (left.pair) (await import('./pair.js')).restorePair(left.pair, { page, front });
    else if (left.form) (await import('./hand.js')).showHand(/** @type {import('./hand.js').Draft} */ (left.form));
    else await showList({ page, front });
  } catch (error) {
    (await import('./trouble.js')).showUnreadable(error, start);
  }
}

onVaultWritten(async () => {
  try {
    await refresh();
  } catch (error) {
    sayError(error);
  }
});
