/**
 * The content of the gallery's profiles: usual accounts, and ones that are awkward to draw. Runs in
 * Node.
 */

/**
 * @param {string} issuer @param {string} name @param {string} [more] further parameters
 * @param {'totp' | 'hotp'} [kind]
 */
function uri(issuer, name, more = '', kind = 'totp') {
  const label = [issuer, name].filter(Boolean).map(encodeURIComponent).join(':');
  // A key of its own for each name.
  const secret = [...`${issuer}${name}tandem-gallery-0123456789`]
    .map((letter, at) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(((letter.codePointAt(0) ?? 0) + 7 * at) % 32),
    )
    .join('')
    .slice(0, 32)
    .padEnd(32, 'Q');
  return `otpauth://${kind}/${label}?secret=${secret}${issuer ? `&issuer=${encodeURIComponent(issuer)}` : ''}${more}`;
}

const AWS = 'Amazon Web Services';

const three = [
  uri(AWS, 'jane.doe@123456789012'),
  uri('GitHub', 'octo-jane'),
  uri('Google', 'jane.doe@example.com'),
];

const awkward = [
  uri(AWS, 'jane.doe@123456789012'),
  uri(AWS, 'root-account-mfa-device@987654321098'),
  uri('GitHub', 'octo-jane'),
  uri('Google', 'jane.doe@example.com'),
  uri(AWS, 'jane.doe@444455556666'),
  uri(AWS, 'jane.doe@my-company-production-alias'),
  uri('Bank of Eight Digits', 'savings', '&digits=8'),
  uri('カウンター銀行', '山田 太郎', '&counter=41', 'hotp'),
  uri(
    '株式会社とても長い名前のサービス提供会社',
    'taro.yamada.with.a.long.address@subdomain.example.co.jp',
  ),
  uri('', 'no-issuer@example.org'),
  uri('Seven', 'seven digits', '&digits=7'),
  uri('Slow', 'one minute', '&period=60'),
  uri(
    'An issuer whose name goes on for much longer than any row is wide',
    'and-an-account-name-that-does-too@example.com',
  ),
  uri('楽天', 'user01'),
  uri('Short', 'four digits', '&digits=4'),
  uri('Ten', 'ten digits', '&digits=10'),
  uri('العربية', 'مستخدم'),
];

const many = Array.from({ length: 1000 }, (_, index) =>
  uri(`Service ${String(index).padStart(3, '0')}`, `person${index}@example.com`),
);

export const ACCOUNTS = {
  three,
  fifty: [...awkward, ...many.slice(0, 50 - awkward.length)],
  thousand: many,
};

/**
 * Runs on a page of the extension: forgets every account and what the popups left. The copies and
 * the key go with the databases.
 */
export async function emptyProfile() {
  await chrome.storage.local.clear();
  await chrome.storage.session.clear();
  await chrome.storage.sync.clear();
}

/** Runs on a page of the extension: deletes its databases, as a cleaning tool does. */
export async function dropDatabases() {
  await new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase('tandem');
    request.onsuccess = done;
    request.onerror = failed;
  });
  const { storageBuckets } =
    /** @type {{ storageBuckets?: { delete(name: string): Promise<void> } }} */ (
      /** @type {unknown} */ (navigator)
    );
  await storageBuckets?.delete('device');
}

/**
 * Runs on a page of the extension, whose profile is empty: saves these accounts.
 * @param {string[]} accounts @param {Record<string, unknown>} left kept of an earlier popup
 * @param {number} now @param {boolean} broken whether what is stored is then damaged
 */
export async function seed(accounts, left, now, broken) {
  if (accounts.length) {
    const { openSession, change } = await import(
      chrome.runtime.getURL('extension/shared/session.js')
    );
    await openSession();
    await change((/** @type {import('../../extension/wasm/tandem.js').Vault} */ vault) => {
      // AWS's were scanned on their own pages; the others' pages are unknown.
      for (const account of accounts)
        vault.add(
          account,
          '',
          account.includes('Amazon') ? 'https://us-east-1.console.aws.amazon.com/' : undefined,
          now,
        );
    });
    await chrome.storage.session.remove('protect');
  }
  for (const [name, value] of Object.entries(left)) {
    await chrome.storage.session.set({ [name]: { value, until: Date.now() * 2 } });
  }
  if (broken) {
    const { vault } = /** @type {{ vault: string }} */ (await chrome.storage.local.get('vault'));
    await chrome.storage.local.set({ vault: vault.replace(/"format":\d+/u, '"format":99') });
  }
}
