/**
 * The lint rules for our JavaScript: general mistakes, and our own rules that a parser can check.
 * `cargo xtask test lint` runs it from the repository's root, `tests/lint` proves each rule. Runs
 * in Node.
 */
import js from '@eslint/js';
import globals from 'globals';

const MARKUP = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
];
const MESSAGES = ['onMessage', 'onMessageExternal', 'onConnect', 'onConnectExternal'];
const NETWORK = ['XMLHttpRequest', 'WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport'];

const noMarkup = 'Text goes in by textContent; markup stands in templates.';
const noMessages = 'A listener for messages is a door; see docs/architecture.md.';
const noNetwork = 'The extension reaches no network.';

const noChrome = { name: 'chrome', message: 'Only background/, shared/ and page/ know chrome.' };
const noInjecting = {
  selector: 'MemberExpression[property.name="executeScript"]',
  message: 'Only shared/page.js injects into pages.',
};
const noPackages = {
  selector:
    ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression) > ' +
    'Literal.source[value=/^(?!\\.{1,2}\\u002F|\\u002Fextension\\u002F)/]',
  message: 'Nothing from npm ships: import files of ours.',
};

/** For whatever ships, generated or not. */
const SHIPPED = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-restricted-properties': [
    'error',
    ...MARKUP.map((property) => ({ property, message: noMarkup })),
    { object: 'document', property: 'write', message: noMarkup },
    ...MESSAGES.map((property) => ({ property, message: noMessages })),
    { object: 'navigator', property: 'sendBeacon', message: noNetwork },
  ],
  'no-restricted-globals': ['error', ...NETWORK.map((name) => ({ name, message: noNetwork }))],
  'no-restricted-syntax': ['error', noPackages],
};

const GENERATED = 'extension/wasm/**';

export default [
  { ignores: ['tests/node_modules/**', 'tests/fuzz/target/**'] },
  {
    ...js.configs.recommended,
    ignores: [GENERATED],
  },
  {
    ignores: [GENERATED],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      // tsc knows the types, and so what is there.
      'no-undef': 'off',
      'no-unsafe-optional-chaining': 'off',
      'no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_$',
          destructuredArrayIgnorePattern: '^_',
          caughtErrors: 'none',
        },
      ],
    },
  },
  { files: ['extension/**/*.js'], rules: SHIPPED },
  { files: [GENERATED], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    files: ['extension/**/*.js'],
    ignores: [GENERATED],
    languageOptions: { globals: { ...globals.browser, ...globals.webextensions } },
    rules: {
      'no-restricted-syntax': ['error', noPackages, noInjecting],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      // As much as one sees at once. A script for pages is one function that is called at once: it leaves no names.
      'max-lines-per-function': ['error', { max: 60, IIFEs: false }],
    },
  },
  {
    files: ['extension/*/**/*.js'],
    ignores: ['extension/{background,shared,page,wasm}/**'],
    rules: { 'no-restricted-globals': [...SHIPPED['no-restricted-globals'], noChrome] },
  },
  {
    files: ['extension/shared/page.js'],
    rules: { 'no-restricted-syntax': SHIPPED['no-restricted-syntax'] },
  },
  {
    files: ['tests/**/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
