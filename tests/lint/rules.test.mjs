/** Each of our rules in `tests/eslint.config.mjs` finds what it is for. Runs in Node. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root, overrideConfigFile: 'tests/eslint.config.mjs' });

/** Where something is written, what, and by which rule it is found. @type {[string, string, string | undefined][]} */
const CASES = [
  ['popup/a.js', "import 'otpauth';", 'no-restricted-syntax'],
  ['popup/a.js', "export * from 'otpauth';", 'no-restricted-syntax'],
  ['popup/a.js', "await import('https-proxy');", 'no-restricted-syntax'],
  [
    'popup/a.js',
    "import './b.js'; import '../shared/c.js'; await import('/extension/shared/d.js');",
    undefined,
  ],
  ['popup/a.js', "document.body.innerHTML = '';", 'no-restricted-properties'],
  ['popup/a.js', "document.write('');", 'no-restricted-properties'],
  ['shared/a.js', 'chrome.runtime.onMessage.addListener(() => 1);', 'no-restricted-properties'],
  ['shared/a.js', 'chrome.storage.local.get();', undefined],
  ['popup/a.js', 'chrome.storage.local.get();', 'no-restricted-globals'],
  ['options/a.js', 'chrome.storage.local.get();', 'no-restricted-globals'],
  ['background/a.js', 'chrome.scripting.executeScript({});', 'no-restricted-syntax'],
  ['shared/page.js', 'chrome.scripting.executeScript({});', undefined],
  ['shared/a.js', 'new WebSocket(location.href);', 'no-restricted-globals'],
  ['shared/a.js', 'new RTCPeerConnection();', 'no-restricted-globals'],
  ['shared/a.js', "eval('1');", 'no-eval'],
  ['shared/a.js', "new Function('1');", 'no-new-func'],
  ['wasm/a.js', "import 'otpauth';", 'no-restricted-syntax'],
  ['wasm/a.js', 'new WebSocket(location.href);', 'no-restricted-globals'],
  ['shared/a.js', "setTimeout('a()', 1);", 'no-implied-eval'],
  ['popup/a.js', `export function a() {${'\n'.repeat(60)}}`, 'max-lines-per-function'],
  ['page/a.js', `(() => {${'\n'.repeat(90)}})();`, undefined],
];

for (const [place, code, rule] of CASES) {
  test(`in_${place}_${rule ?? 'nothing'}_is_found_in_${code.trim().slice(0, 40)}`, async () => {
    const [result] = await eslint.lintText(code, { filePath: `extension/${place}` });
    const found = [...new Set(result?.messages.map(({ ruleId }) => ruleId))];
    assert.equal(rule ? found.includes(rule) : found.length === 0, true, found.join());
  });
}
