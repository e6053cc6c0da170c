/**
 * A code for a part of the page that is another site's: an identity provider's frame. Offered where
 * the frame's own host belongs to an account and the page itself asks for nothing; filled after a
 * sentence that names both, with the browser's leave for that one site.
 */
import { now } from '../shared/clock.js';
import { answered, button, message, part, stamp, write } from '../shared/dom.js';
import { belonging, frontAddress, frontPage } from '../shared/front.js';
import { askOf, putBoth, putOne } from '../shared/filling.js';
import { allowFrame, describeFrames, framesOf, isFrameAllowed } from '../shared/frames.js';
import { activeTab } from '../shared/page.js';
import { askedOn, theVault } from '../shared/session.js';
import { doneBy, orCopy, tell } from './fill.js';
import { offer, onClick } from './view.js';

/** @typedef {import('../shared/filling.js').Described} Described */

/** @type {Promise<void> | undefined} */
let offering;

/**
 * Once the list stands, and once for each time the popup opens.
 * @param {AbortSignal} signal ends it
 */
export const offerFrame = (signal) => (offering ??= look(signal));

/** @param {AbortSignal} signal */
async function look(signal) {
  // Its own address is seen of a page into which the click let us.
  if (!(await frontAddress())) return;
  const tab = await activeTab();
  const framed = framesWithAccounts(await framesOf(tab));
  if (!framed.length || (await belonging().then((own) => own && asksItself()))) return;
  const first = await wanting(tab, framed);
  if (!first) return;
  // Whatever is said already, an undo above all, comes first.
  if (signal.aborted || !part(document, 'toast', HTMLElement).hidden) return;
  offer(
    message('frame_offer', hostOf(first.origin)),
    () => message('frame_open'),
    () => offerFill(tab, first),
  );
}

/**
 * The first that wants a code; where we may not look, it may.
 * @param {import('../shared/page.js').Tab} tab @param {Framed[]} framed
 */
async function wanting(tab, framed) {
  for (const one of framed)
    if (!(await isFrameAllowed(one.origin)) || asking(await describeFrames(tab, one.origin)))
      return one;
  return undefined;
}

/** The one of several frames of a site that wants a code. @param {Described[]} frames */
const asking = (frames) => frames.find((one) => (askedOn(one)?.ask ?? 'nothing') !== 'nothing');

/** The page has a field of its own. */
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
 * The sentence with both hosts; its button asks the browser, which wants to see it pressed.
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
    allowed = allowFrame(origin);
  });
  if ((await answered(dialog, 'fill')) === 'cancel') return;
  await orCopy(which.value, async () => {
    if (!(await allowed)) throw { code: 'frame_not_allowed', values: [hostOf(origin)] };
    await fill(which.value, tab, origin);
  });
}

/** @param {string} id @param {import('../shared/page.js').Tab} tab @param {string} origin */
async function fill(id, tab, origin) {
  const frames = await describeFrames(tab, origin);
  const page = asking(frames) ?? frames[0];
  if (!page) throw { code: 'frame_gone' };
  const { ask, host } = askOf(page);
  // The sentence named this host; where the frame is now, the account has to belong.
  if (theVault()?.fit(id, page.page.url).fit === 'elsewhere') throw { code: 'frame_gone' };
  if (ask === 'pair') {
    const { pressed } = await putBoth(id, page);
    return tell(id, page, message(pressed ? 'filled_sent' : 'filled_both', host ?? ''));
  }
  tell(id, page, message(doneBy(await putOne(id, page), page), host ?? ''));
}

/** @param {string} id */
function nameOf(id) {
  const account = theVault()?.row(id, now(id));
  return [account?.title || message('unnamed'), account?.detail].filter(Boolean).join(' · ');
}

/** @param {string} url */
const hostOf = (url) => new URL(url).host;
