/** The extension's sentences, read from `_locales` as the browser does. Runs in Node. */
import { readFileSync } from 'node:fs';

/** @typedef {(key: string, ...values: (string | number)[]) => string} Words */

/**
 * @param {'en' | 'ja'} lang @param {(text: string) => string} [spelt] how that language is changed
 * @returns {Words}
 */
export function words(lang, spelt = (text) => text) {
  const file = new URL(`../../_locales/${lang}/messages.json`, import.meta.url);
  const messages = /** @type {Record<string, { message: string }>} */ (
    JSON.parse(readFileSync(file, 'utf8'))
  );
  return (key, ...values) => {
    const entry = messages[key];
    if (entry === undefined) throw new Error(`no sentence is called ${key} in ${lang}`);
    return spelt(entry.message).replace(/\$([1-9])/gu, (_, place) =>
      String(values[Number(place) - 1] ?? ''),
    );
  };
}
