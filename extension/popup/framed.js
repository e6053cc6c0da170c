/**
 * A code for a frame of another site within the page, such as an identity provider's. Offered if
 * the frame's host belongs to an account and the page itself asks for nothing. It is filled after a
 * question that names both hosts, and with the browser's permission for that one site.
 */
import { now } from '../shared/clock.js';
import { abreast, answered, button, message, part, stamp, write } from '../shared/dom.js';
import { belonging, frontAddress, frontPage } from '../shared/front.js';
import { askOf, putBoth, putOne } from '../shared/filling.js';
import { allowFrame, describeFrames, framesOf, isFrameAllowed } from '../shared/frames.js';
import { activeTab } from '../shared/page.js';
import { preloaded } from '../shared/preload.js';
import { askedOn, theVault } from '../shared/session.js';
import { ASKED_LIVES, forget, keep, readSession } from '../shared/storage.js';
import { doneBy, doneByBoth, orCopy, tell } from './fill.js';
import { offer, onClick } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */

/** @type {Promise<void> | undefined} */
let offering;

/**
 * Runs once for each popup, after the list was drawn.
 * @param {AbortSignal} signal ends it
 */
export const offerFrame = (signal) => (offering ??= look(signal));

/** @param {AbortSignal} signal */
async function look(signal) {
  // The frame's address is visible only in a page that the click gave us access to.
  const address = await frontAddress();
  if (!address) return;
  const tab = await activeTab();
  if (await finish(tab, hostOf(address))) return;
  const framed = framesWithAccounts(await framesOf(tab));
  if (!framed.length || (await belonging().then((own) => own && asksItself()))) return;
  const first = await wanting(tab, framed);
  if (!first) return;
  // The toast's present text comes first, above all an undo.
  if (signal.aborted || !part(document, 'toast', HTMLElement).hidden) return;
  offer(
    message('frame_offer', hostOf(first.origin)),
    () => message('frame_open'),
    () => offerFill(tab, first),
  );
}

/**
 * The first frame that wants a code. A frame that we may not examine counts as one.
 * @param {import('../shared/page.js').Tab} tab @param {Framed[]} framed
 */
async function wanting(tab, framed) {
  for (const one of framed)
    if (!(await isFrameAllowed(one.origin)) || asking(await describeFrames(tab, one.origin)))
      return one;
  return undefined;
}

/** The frame that wants a code, of several of one site. @param {Described[]} frames */
const asking = (frames) => frames.find((one) => (askedOn(one)?.ask ?? 'nothing') !== 'nothing');

/** Whether the page has a code field of its own. */
async function asksItself() {
  const page = await frontPage();
  return (page && askedOn(page)?.ask) !== 'nothing';
}

/**
 * @typedef {{ origin: string, ids: string[] }} Framed a frame, and the accounts of its host
 * @param {string[]} origins
 * @returns {Framed[]}
 */
function framesWithAccounts(origins) {
  const of = (/** @type {string} */ origin) =>
    theVault()?.onPage({ url: `${origin}/`, title: '', inputs: [], groups: [] }).fitting ?? [];
  return origins.map((origin) => ({ origin, ids: of(origin) })).filter(({ ids }) => ids.length);
}

/**
 * The question with both hosts. Its button asks for the browser's permission, which needs a click.
 * @param {import('../shared/page.js').Tab} tab @param {Framed} framed
 */
async function offerFill(tab, { origin, ids }) {
  const top = hostOf(tab.url || (await frontAddress()));
  const dialog = stamp('framed');
  write(dialog, 'sentence', message('frame_text', hostOf(origin), top));
  const which = part(dialog, 'which', HTMLSelectElement);
  which.append(...ids.map((id) => new Option(nameOf(id), id)));
  which.hidden = ids.length < 2;
  write(dialog, 'title', ids.length < 2 ? nameOf(ids[0] ?? '') : '');
  let allowed = Promise.resolve(false);
  onClick(button(dialog, 'fill'), () => {
    // Nothing is awaited first: the browser asks only directly after the click.
    const kept = keep('framed', { id: which.value, tab, top, origin }, ASKED_LIVES);
    allowed = allowFrame(origin);
    // Held while this popup is open, which then continues by itself.
    navigator.locks.request('framed', async () => {
      await Promise.allSettled([kept, allowed]);
      await forget('framed');
    });
  });
  if ((await answered(dialog, 'fill')) === 'cancel') return;
  await fillIf(allowed, which.value, tab, origin);
}

/**
 * Continues what the user confirmed before the browser's question closed the popup. After a
 * yes the service worker opens it again.
 * @param {import('../shared/page.js').Tab} tab @param {string} top the host of the page in front
 * @returns {Promise<boolean>} whether there was something to continue
 */
async function finish(tab, top) {
  // Read again only if it was there when this popup opened; another may have continued it since.
  if (!(await preloaded.left).framed) return false;
  const { framed } = await readSession();
  if (!framed) return false;
  await forget('framed');
  const same = framed.tab.id === tab.id && framed.top === top && theVault()?.has(framed.id);
  if (!same) return false;
  await fillIf(isFrameAllowed(framed.origin), framed.id, tab, framed.origin);
  return true;
}

/**
 * Fills the code if the browser's answer was yes, and offers to copy it if not.
 * @param {Promise<boolean>} allowed
 * @param {string} id
 * @param {import('../shared/page.js').Tab} tab
 * @param {string} origin
 */
const fillIf = (allowed, id, tab, origin) =>
  orCopy(id, async () => {
    if (!(await allowed)) throw { code: 'frame_not_allowed', values: [hostOf(origin)] };
    await fill(id, tab, origin);
  });

/** @param {string} id @param {import('../shared/page.js').Tab} tab @param {string} origin */
async function fill(id, tab, origin) {
  const frames = await describeFrames(tab, origin);
  const page = asking(frames) ?? frames[0];
  if (!page) throw { code: 'frame_gone' };
  const { ask, host } = askOf(page);
  // The question named this host, so the account has to belong to where the frame is now.
  if (theVault()?.fit(id, page.page.url).fit === 'elsewhere') throw { code: 'frame_gone' };
  const done =
    ask === 'pair' ? doneByBoth(await putBoth(id, page)) : doneBy(await putOne(id, page), page);
  tell(id, page, message(done, host ?? ''));
}

/** @param {string} id */
function nameOf(id) {
  const account = theVault()?.row(id, now(id));
  return abreast(account?.title || message('unnamed'), account?.detail);
}

/** @param {string} url */
const hostOf = (url) => new URL(url).host;
