/** The gallery's scenes of import, export, paper and automatic backups. Runs in Node. */
import { readFile } from 'node:fs/promises';
import { ACCOUNTS } from './accounts.mjs';
import { scene } from './scenes.mjs';

/** @typedef {import('./scenes.mjs').Scene} Scene */
/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

const { three, fifty } = ACCOUNTS;
const page = {
  page: 'extension/exchange/exchange.html',
  width: 760,
  height: 1000,
  accounts: three,
};
const options = {
  page: 'extension/options/options.html',
  width: 760,
  height: 1000,
  accounts: three,
};
const PASSPHRASE = 'lusab-babad-gutih-tugad-hajav';

/** @type {NonNullable<Scene['before']>} */
const protectedFirst = (page) =>
  page.evaluate(async (passphrase) => {
    const { change } = await import('/extension/shared/session.js');
    const { deriveKey } = await import('/extension/wasm/tandem.js');
    await change((/** @type {Vault} */ vault) => vault.protect(deriveKey(passphrase, 19 << 10, 2)));
    await chrome.storage.local.set({ settings: { lockAfter: 'close' } });
  }, PASSPHRASE);

/** What each kind of row is made of. */
const MIXED = [
  ...three.slice(0, 1),
  ...three.slice(1, 2).map((uri) => uri.replaceAll('octo-jane', 'jane@example.com')),
  ...three.slice(2).map((uri) => uri.replace(/secret=[^&]+/u, 'secret=GEZDGNBVGY3TQOJQGEZDGNBV')),
  'otpauth://totp/Dropbox:jane.doe@example.com?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U&issuer=Dropbox',
  'otpauth://totp/%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%E3%81%A8%E3%81%A6%E3%82%82%E9%95%B7%E3%81%84%E5%90%8D%E5%89%8D:taro?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE44U',
  'otpauth://totp/Broken:me?secret=1',
].join('\n');

/** @param {string} text @returns {NonNullable<Scene['act']>} */
const dropped = (text) => (popup) =>
  popup.page
    .evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'accounts.csv'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    }, text)
    .then(() => popup.page.waitForSelector('[data-part=bring], [data-part=use]'));

/** A KeePass file, which wants a password and perhaps a key file. @type {NonNullable<Scene['act']>} */
const asks = async (popup) => {
  /** @type {{ format: string, file: string }[]} */
  const sealed = JSON.parse(
    await readFile(new URL('../vectors/exchange/sealed.json', import.meta.url), 'utf8'),
  );
  const file = sealed.find(({ format }) => format === 'keepass')?.file ?? '';
  await popup.page.evaluate((file) => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], 'Private.kdbx'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
  }, file);
  return popup.page.waitForSelector('[data-part=choose-key]');
};

/** @param {string} format @returns {NonNullable<Scene['act']>} */
const exportAs = (format) => async (popup, session) => {
  await popup.press(session.words('export_choose'));
  await popup.page.select('[data-part=format]', format);
  await popup.page.$eval('[data-part=export-section]', (section) => section.scrollIntoView());
};

/** @type {NonNullable<Scene['act']>} */
const onPaper = async (popup, session) => {
  await popup.write(session.words('backup_passphrase'), PASSPHRASE);
  await popup.press(session.words('paper_make'));
  await popup.page.waitForSelector('.sheet path[d]');
  return popup.page.$eval('[data-part=paper-section]', (section) => section.scrollIntoView());
};
const paper = { ...page, height: 1500, before: protectedFirst, act: onPaper };

export const scenesOfExchange = [
  scene('exchange-start', page),
  scene('exchange-start-0', { ...page, accounts: [] }),
  scene('exchange-start-50', { ...page, accounts: fifty, act: exportAs('2fas') }),
  scene('exchange-review', { ...page, act: dropped(MIXED) }),
  scene('exchange-review-narrow', { ...page, width: 420, act: dropped(MIXED) }),
  scene('exchange-ask', { ...page, width: 420, act: asks }),
  scene('exchange-mapping', {
    ...page,
    act: dropped('Wer;Was;Geheim\nana;Acme;GEZDGNBVGY3TQOJQ\nbob;Beta;MFRGGZDFMZTWQ2LK\n'),
  }),
  scene('exchange-export-plain', { ...page, act: exportAs('2fas') }),
  scene('exchange-export-own', { ...page, act: exportAs('tandem') }),
  scene('exchange-codes', {
    ...page,
    async act(popup, session) {
      await popup.page.select('[data-part=format]', 'google-migration');
      await popup.press(session.words('export_show'));
      await popup.page.waitForSelector('svg.qr-code path[d]');
      await popup.page.$eval('[data-part=export-section]', (section) => section.scrollIntoView());
    },
  }),
  scene('exchange-paper', paper),
  scene('exchange-paper-768', { ...paper, width: 768 }),
  scene('exchange-paper-narrow', { ...paper, width: 420 }),
  scene('options-auto-off', {
    ...options,
    before: protectedFirst,
    act: (popup) => popup.page.$eval('#auto', (section) => section.scrollIntoView()),
  }),
  scene('options-auto-failed', {
    ...options,
    async before(page, session) {
      await protectedFirst(page, session);
      await page.evaluate(() =>
        chrome.storage.local.set({
          auto: {
            where: 'downloads',
            at: 1_790_000_000_000,
            files: [{ name: 'Tandem/tandem-2026-09-21-1513-20.tandem', id: 1 }],
            failed: 'auto_folder_gone',
          },
        }),
      );
    },
    act: (popup) => popup.page.$eval('#auto', (section) => section.scrollIntoView()),
  }),
];
