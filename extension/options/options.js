/**
 * The options page, in a tab: one file a section, which shows itself once it has something to say.
 */
import { localise, message, part, sentence, writeOrHide } from '../shared/dom.js';
import { openSession, refresh } from '../shared/session.js';
import { onVaultWritten } from '../shared/storage.js';
import { showProtection } from './protection.js';

document.documentElement.lang = message('language');
document.title = message('options');
localise(document);
start();

async function start() {
  try {
    await openSession();
    await showProtection(section('protection'));
  } catch (error) {
    writeOrHide(document, 'trouble', sentence(error));
  }
  document.body.hidden = false;
}

/** What a section is filled through; it is seen from then on. @param {string} id */
function section(id) {
  const place = part(document, id, HTMLElement);
  place.parentElement?.toggleAttribute('hidden', false);
  return place;
}

onVaultWritten(() => refresh().catch((error) => writeOrHide(document, 'trouble', sentence(error))));
