/**
 * One item of the check-up: the sentence, and the button that helps.
 */
import { date, forgetPlainExport } from '../shared/backups.js';
import { confirmOwner } from '../shared/confirm.js';
import {
  button,
  destroyInstead,
  message,
  oneAtATime,
  part,
  sentence,
  stamp,
  write,
  writeOrHide,
} from '../shared/dom.js';
import { openEdit, openSite } from '../shared/own.js';
import { change, theVault } from '../shared/session.js';

/** @typedef {import('../wasm/tandem.js').ConcernView} Concern */
/** @typedef {import('../wasm/tandem.js').FindingView} Finding */

const OPTIONS = '../options/options.html';

/** @param {Concern} concern */
export function drawConcern({ kind, value = 0 }) {
  /**
   * @type {Record<Concern['kind'], [string, string, () => unknown]>} the sentence, the button's
   * label, and its action
   */
  const concerns = {
    unprotected: [message('checkup_unprotected'), 'checkup_protect', to(`${OPTIONS}#protection`)],
    one_method: [message('checkup_one_method'), 'checkup_protect', to(`${OPTIONS}#protection`)],
    passphrase_unused: [
      message('checkup_passphrase_unused', value),
      'checkup_type',
      () => confirmOwner('remember'),
    ],
    no_backup: [message('checkup_no_backup'), 'checkup_backup', to(`${OPTIONS}#backup`)],
    backup_old: [message('checkup_backup_old', value), 'checkup_backup', to(`${OPTIONS}#backup`)],
    backup_before_key: [message('backup_before_key'), 'checkup_backup', to(`${OPTIONS}#backup`)],
    plain_export: [
      message('checkup_plain', date(value * 1000)),
      'checkup_plain_gone',
      forgetPlainExport,
    ],
  };
  const [text, label, act] = concerns[kind];
  const item = stamp('concern');
  write(item, 'text', text);
  does(button(item, 'act'), label, act);
  return item;
}

/** @param {Finding} finding @param {string[]} open the kinds that are unfolded */
export function drawFinding({ kind, ids }, open) {
  const item = stamp('finding');
  if (!(item instanceof HTMLDetailsElement)) throw new Error('the template is no details');
  item.id = kind;
  item.open = open.includes(kind);
  write(item, 'title', message(`checkup_${kind}`));
  write(item, 'count', String(ids.length));
  write(item, 'text', message(`checkup_${kind}_text`));
  // Drawn when unfolded, since there may be a thousand rows.
  const draw = () => {
    const list = item.querySelector('ul');
    if (item.open && !list?.childElementCount) list?.append(...ids.map((id) => account(id, kind)));
  };
  item.ontoggle = draw;
  draw();
  return item;
}

/** @param {string} id @param {Finding['kind']} kind */
function account(id, kind) {
  const item = stamp('found-account');
  const row = theVault()?.row(id, Date.now() / 1000);
  const title = row?.title || message('unnamed');
  write(item, 'title', title);
  write(item, 'detail', row?.detail ?? '');
  const act = button(item, 'act');
  const [label, does_] = remedy(id, kind);
  does(act, label, does_);
  act.setAttribute('aria-label', message('act_named', act.textContent ?? '', title));
  return item;
}

/**
 * The button that helps with an account.
 * @param {string} id
 * @param {Finding['kind']} kind
 * @returns {[string, () => unknown]}
 */
function remedy(id, kind) {
  const details = theVault()?.details(id);
  const edit = () => openEdit(id);
  const [site] = details?.sites ?? [];
  const [suggested] = details?.suggested ?? [];
  switch (kind) {
    case 'far_too_short':
    case 'too_short':
      return site ? ['checkup_open_site', () => openSite(site.text)] : ['edit', edit];
    case 'no_site':
      return suggested
        ? [
            message('checkup_add_site', suggested.text),
            () => change((vault) => vault.addSite(id, suggested.text)),
          ]
        : ['edit', edit];
    case 'no_issuer':
      return ['edit', edit];
    case 'same_secret':
    case 'never_used':
      return ['delete', () => remove(id)];
    default:
      return kind;
  }
}

/** Moves it to the trash, and offers to undo that. @param {string} id */
async function remove(id) {
  const title = theVault()?.row(id, 0).title || message('unnamed');
  try {
    await change((vault) => vault.remove(id, Date.now() / 1000));
  } catch (error) {
    return offer(destroyInstead(error, [title]), 'destroy', (vault) => vault.destroy([id]));
  }
  offer(message('checkup_in_trash', title), 'undo', (vault) => vault.undelete(id));
}

/**
 * @param {string} text @param {string} label of its button
 * @param {(vault: import('../wasm/tandem.js').Vault) => void} act
 */
function offer(text, label, act) {
  write(document, 'deleted', text);
  const done = part(document, 'done', HTMLElement);
  done.hidden = false;
  does(button(document, 'undo'), label, async () => {
    await change(act);
    done.hidden = true;
  });
}

/** @param {string} url */
const to = (url) => () => location.assign(url);

/**
 * @param {HTMLButtonElement} element
 * @param {string} label the key of its label, or the text itself
 * @param {() => unknown} act
 */
function does(element, label, act) {
  element.textContent = message(label);
  element.onclick = oneAtATime(async () => {
    try {
      await act();
    } catch (error) {
      writeOrHide(document, 'trouble', sentence(error));
    }
  });
}
