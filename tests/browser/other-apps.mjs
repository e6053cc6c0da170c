/**
 * Files as other apps export them, and the ways to give one to a page. Runs in Node, for the tests
 * of import and export.
 */

/** @typedef {import('./keys.mjs').Key} Key */
/** @typedef {import('./hands.mjs').Hands} Hands */

/** Aegis's file. @param {Key[]} keys */
export const aegis = (keys) =>
  JSON.stringify({
    version: 1,
    header: { slots: null, params: null },
    db: {
      version: 3,
      entries: keys.map(({ issuer, account, secret }) => ({
        type: 'totp',
        uuid: crypto.randomUUID(),
        name: account,
        issuer,
        note: '',
        info: { secret, algo: 'SHA1', digits: 6, period: 30 },
      })),
      groups: [],
    },
  });

/** 2FAS's file. @param {Key[]} keys */
export const twofas = (keys) =>
  JSON.stringify({
    services: keys.map(({ issuer, account, secret }) => ({
      name: issuer,
      secret,
      otp: { issuer, account, tokenType: 'TOTP' },
    })),
    groups: [],
    schemaVersion: 4,
  });

/** Authenticator's file. @param {Key[]} keys */
export const authenticator = (keys) =>
  JSON.stringify(
    Object.fromEntries(
      keys.map(({ issuer, account, secret }, index) => [
        crypto.randomUUID(),
        {
          dataType: 'OTPStorage',
          encrypted: false,
          hash: 'x',
          index,
          type: 'totp',
          secret,
          issuer,
          account,
        },
      ]),
    ),
  );

/** Gives the page a file as a drop or a paste would. @param {Hands} page @param {'drop' | 'paste'} way @param {string} name @param {string} text */
export const give = (page, way, name, text) =>
  page.page.evaluate(
    (way, name, text) => {
      const data = new DataTransfer();
      if (name) data.items.add(new File([text], name));
      else data.setData('text/plain', text);
      const event =
        way === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
      document.body.dispatchEvent(event);
    },
    way,
    name,
    text,
  );

/** Drops pictures on the page. @param {Hands} page @param {Buffer[]} pictures of type PNG */
export const givePictures = (page, pictures) =>
  page.page.evaluate(
    (all) => {
      const data = new DataTransfer();
      for (const [at, base64] of all.entries()) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], `${at}.png`, { type: 'image/png' }));
      }
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    },
    pictures.map((picture) => picture.toString('base64')),
  );
