/**
 * The practice console: pages for assigning an authenticator, signing in with it and
 * re-synchronising it, with real verification. It isn't AWS; it listens only on 127.0.0.1 and
 * forgets everything when it ends.
 *
 *     node tests/console/server.mjs [--port=8765]
 *
 * Pages: `/` (sign-in), `/method` (of several devices), `/mfa`, `/resync`, `/credentials`, `/assign`, `/register`
 * (as Identity Center does it, by one code), and `/sheet?text=…&text=…`,
 * which draws any texts as QR codes. In the query, carried from page to page:
 *
 * | name | values, the first one by default |
 * |---|---|
 * | `lang` | `en`, `ja`; else what the browser asks for |
 * | `inputs` | `cloudscape` (known by their label alone), `ids` (`#mfaCode`), `old-ids` (`#mfacode`) |
 * | `draw` | `img`, `canvas`, `svg` |
 * | `size` | the QR code's side in CSS pixels, 160 |
 * | `theme` | `light`, `dark` (the QR code too: light on dark) |
 *
 * The API takes and gives JSON; who is signed in is a cookie. `POST` each but the last two:
 *
 * | path | body | answer |
 * |---|---|---|
 * | `/api/sign-in` | `{ user, password }` | `{ next }` |
 * | `/api/mfa` | `{ code }` | `{ next }` |
 * | `/api/resync` | `{ code1, code2 }` | `{ next }` |
 * | `/api/sign-out` | `{}` | `{ next }` |
 * | `/api/assign` | `{ name }` | `{ secret, uri, qr }` |
 * | `/api/confirm` | `{ code1, code2 }` | `{ next }` |
 * | `/api/register` | `{ code }` | `{ next }` |
 * | `/api/devices/resync` | `{ name, code1, code2 }` | `{ next }` |
 * | `/api/devices/remove` | `{ name }` | `{ next }` |
 * | `GET /api/devices` | | `{ user, account, devices: [{ name }] }` |
 * | `GET /api/qr?text=…` | | `{ qr }`, rows of `0` and `1` |
 *
 * A refusal is `{ error }` with status 403: `password`, `code`, `name`, `taken`, `full`,
 * `signed-out` or `request`; `next` beside it names the page to go on with.
 *
 * For tests alone: `POST /control` with any of `{ clock, refusals, forget }` moves the
 * server's clock (seconds ahead of the machine's), sets every user's count of refused
 * codes, or with `forget: true` removes every device; it answers with the whole state,
 * secrets included.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { create } from 'qrcode';
import * as store from './store.mjs';

/** @typedef {{ address: string, store: store.Store, stop(): Promise<void> }} Console */

const PAGES = ['/', '/method', '/mfa', '/resync', '/credentials', '/assign', '/register', '/sheet'];
const TYPES = { css: 'text/css', mjs: 'text/javascript', js: 'text/javascript', html: 'text/html' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'none'";

/** Files by the path they are asked for; nothing else is read from the disk. */
const FILES = new Map([
  ...['app', 'credentials', 'parts', 'qr', 'sheet', 'sign-in', 'words'].map(
    (name) =>
      /** @type {[string, URL]} */ ([
        `/pages/${name}.mjs`,
        new URL(`pages/${name}.mjs`, import.meta.url),
      ]),
  ),
  ['/pages/style.css', new URL('pages/style.css', import.meta.url)],
  ['/react.js', library('react', 'umd/react.production.min.js')],
  ['/react-dom.js', library('react-dom', 'umd/react-dom.production.min.js')],
]);

/**
 * Starts a practice console of its own.
 * @param {number} [port] 0, the default, takes a free one
 * @returns {Promise<Console>}
 */
export async function startConsole(port = 0) {
  const state = store.newStore();
  const server = createServer((request, response) => {
    answer(state, request)
      .catch(() => refuse('request', 400))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    store: state,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @typedef {{ status: number, headers: Record<string, string>, body: string | Buffer }} Reply */

/**
 * @param {store.Store} state
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Reply>}
 */
async function answer(state, request) {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const file = FILES.get(url.pathname);
  if (file !== undefined) return send(await readFile(file), url.pathname);
  if (PAGES.includes(url.pathname)) return send(await page(url, request), '.html');

  const { id, session } = store.sessionOf(
    state,
    /(?:^|;\s*)practice=([\w-]+)/u.exec(request.headers.cookie ?? '')?.[1],
  );
  const reply =
    request.method === 'POST' ? await post(state, session, url, request) : get(state, session, url);
  reply.headers['set-cookie'] = `practice=${id}; Path=/; HttpOnly; SameSite=Strict`;
  return reply;
}

/**
 * @param {store.Store} state
 * @param {store.Session} session
 * @param {URL} url
 * @returns {Reply}
 */
function get(state, session, url) {
  switch (url.pathname) {
    case '/api/qr':
      return json({ qr: modules(url.searchParams.get('text') ?? '') });
    case '/api/devices': {
      if (session.user === undefined || !session.inside) return refuse('signed-out');
      const devices = session.user.devices.map(({ name }) => ({ name }));
      return json({ user: session.user.name, account: state.account, devices });
    }
    default:
      return refuse('request', 404);
  }
}

/**
 * @param {store.Store} state
 * @param {store.Session} session
 * @param {URL} url
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Reply>}
 */
async function post(state, session, url, request) {
  // A page of another origin cannot send this type without being asked for leave first.
  if (request.headers['content-type'] !== 'application/json') return refuse('request', 415);
  const body = await read(request);
  const text = (/** @type {string} */ name) => String(body[name] ?? '').trim();
  const codes = /** @type {const} */ ([text('code1'), text('code2')]);
  switch (url.pathname) {
    case '/api/sign-in':
      return told(store.enter(state, session, text('user'), text('password')));
    case '/api/mfa':
      return told(store.giveCode(state, session, text('code')));
    case '/api/resync':
      return told(store.giveTwoCodes(state, session, codes));
    case '/api/sign-out':
      delete session.user;
      session.inside = false;
      return json({ next: '' });
    case '/api/assign': {
      const device = store.startDevice(session, text('name'));
      if ('error' in device) return told(device);
      const uri = store.uriOf(state, session, device);
      return json({ secret: device.secret, uri, qr: modules(uri) });
    }
    case '/api/confirm':
      return told(store.confirmDevice(state, session, codes));
    case '/api/register':
      return told(store.registerDevice(state, session, text('code')));
    case '/api/devices/resync':
      return told(store.resyncDevice(state, session, text('name'), codes));
    case '/api/devices/remove':
      return told(store.removeDevice(session, text('name')));
    case '/control':
      control(state, body);
      return json({ account: state.account, clock: state.clock, users: state.users });
    default:
      return refuse('request', 404);
  }
}

/**
 * @param {store.Store} state
 * @param {Record<string, unknown>} changes
 */
function control(state, { clock, refusals, forget }) {
  if (typeof clock === 'number') state.clock = clock;
  for (const user of state.users) {
    if (typeof refusals === 'number') user.refusals = refusals;
    if (forget === true) user.devices = [];
  }
}

/**
 * The one HTML page, in the requested language.
 * @param {URL} url
 * @param {import('node:http').IncomingMessage} request
 */
async function page(url, request) {
  const wanted = url.searchParams.get('lang') ?? request.headers['accept-language'] ?? '';
  const html = await readFile(new URL('pages/index.html', import.meta.url), 'utf8');
  return html.replace('lang="en"', /^ja\b/u.test(wanted) ? 'lang="ja"' : 'lang="en"');
}

/**
 * A text as the rows of its QR code.
 * @param {string} text
 */
function modules(text) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  return Array.from({ length: size }, (_, y) =>
    [...data.subarray(y * size, (y + 1) * size)].map((bit) => (bit ? '1' : '0')).join(''),
  );
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Record<string, unknown>>}
 */
async function read(request) {
  request.setEncoding('utf8');
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 65_536) throw new Error('too long');
  }
  const body = /** @type {unknown} */ (JSON.parse(text));
  if (typeof body !== 'object' || body === null) throw new Error('no object');
  return /** @type {Record<string, unknown>} */ (body);
}

/** @param {store.Answer} answer */
function told(answer) {
  return json(answer, 'error' in answer ? 403 : 200);
}

/**
 * @param {store.Refusal} error
 * @param {number} [status]
 */
function refuse(error, status = 403) {
  return json({ error }, status);
}

/**
 * @param {unknown} value
 * @param {number} [status]
 * @returns {Reply}
 */
function json(value, status = 200) {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

/**
 * @param {string | Buffer} body
 * @param {string} path
 * @returns {Reply}
 */
function send(body, path) {
  const type =
    Object.entries(TYPES).find(([ending]) => path.endsWith(`.${ending}`))?.[1] ?? 'text/plain';
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
  };
  return { status: 200, headers, body };
}

/**
 * A file of an installed package; asked for through its entry, as React's exports name no other.
 * @param {string} entry
 * @param {string} path
 */
function library(entry, path) {
  return new URL(path, pathToFileURL(createRequire(import.meta.url).resolve(entry)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const { address } = await startConsole(Number(values.port));
  console.log(`practice console: ${address}`);
}
