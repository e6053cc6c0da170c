/**
 * The practice console's state: users, their devices, who is signed in, and a clock that can be
 * moved. Runs in Node, in memory, gone when the server ends.
 */
import { randomUUID } from 'node:crypto';
import * as mfa from './mfa.mjs';

/** After so many refused codes in a row the sign-in asks for two. */
export const REFUSALS = 3;
const MOST_DEVICES = 8;

/**
 * @typedef {object} User
 * @property {string} name
 * @property {string} password
 * @property {mfa.Device[]} devices
 * @property {number} refusals refused codes in a row, at sign-in
 * @property {boolean} [root] whether it is the root user, all of whose devices have one name
 *
 * @typedef {object} Session
 * @property {User} [user] known after the password
 * @property {boolean} inside whether everything that was asked for has been given
 * @property {mfa.Device} [pending] the device of an open wizard
 *
 * @typedef {object} Store
 * @property {string} account twelve digits
 * @property {number} clock seconds this server is ahead of the machine's clock
 * @property {User[]} users
 * @property {Map<string, Session>} sessions
 *
 * @typedef {'method' | 'mfa' | 'resync' | 'credentials'} Next the page that follows
 * @typedef {'password' | 'code' | 'name' | 'taken' | 'full' | 'signed-out' | 'request'} Refusal
 * @typedef {{ next: Next } | { error: Refusal, next?: Next }} Answer
 */

/** @returns {Store} */
export function newStore() {
  return {
    account: '123456789012',
    clock: 0,
    users: [
      { name: 'jane.doe', password: 'practice', devices: [], refusals: 0 },
      { name: 'root@example.org', password: 'practice', devices: [], refusals: 0, root: true },
    ],
    sessions: new Map(),
  };
}

/**
 * The session of a cookie, or a new one under a new name.
 * @param {Store} store
 * @param {string | undefined} id
 * @returns {{ id: string, session: Session }}
 */
export function sessionOf(store, id) {
  const known = id === undefined ? undefined : store.sessions.get(id);
  if (id !== undefined && known !== undefined) return { id, session: known };
  const made = { id: randomUUID(), session: /** @type {Session} */ ({ inside: false }) };
  store.sessions.set(made.id, made.session);
  return made;
}

/**
 * The user name and the password.
 * @param {Store} store
 * @param {Session} session
 * @param {string} name
 * @param {string} password
 * @returns {Answer}
 */
export function enter(store, session, name, password) {
  const user = store.users.find((user) => user.name === name && user.password === password);
  if (user === undefined) return { error: 'password' };
  session.user = user;
  session.inside = user.devices.length === 0;
  if (session.inside) return { next: 'credentials' };
  if (user.refusals >= REFUSALS) return { next: 'resync' };
  // The user first says which kind of device they have.
  return { next: user.devices.length > 1 ? 'method' : 'mfa' };
}

/**
 * The one code of the sign-in.
 * @param {Store} store
 * @param {Session} session
 * @param {string} code
 * @returns {Answer}
 */
export function giveCode(store, session, code) {
  const { user } = session;
  if (user === undefined) return { error: 'signed-out' };
  if (user.refusals >= REFUSALS) return { error: 'code', next: 'resync' };
  if (user.devices.some((device) => mfa.signIn(device, code, now(store))))
    return letIn(session, user);
  user.refusals += 1;
  return user.refusals >= REFUSALS ? { error: 'code', next: 'resync' } : { error: 'code' };
}

/**
 * The two codes of the sign-in, after too many refusals.
 * @param {Store} store
 * @param {Session} session
 * @param {readonly [string, string]} codes
 * @returns {Answer}
 */
export function giveTwoCodes(store, session, codes) {
  const { user } = session;
  if (user === undefined) return { error: 'signed-out' };
  const taken = user.devices.some((device) => mfa.resync(device, codes, now(store)));
  return taken ? letIn(session, user) : { error: 'code' };
}

/**
 * Opens the wizard: each time with a new secret, so that an earlier one is dead.
 * @param {Session} session
 * @param {string} name
 * @returns {mfa.Device | { error: Refusal }}
 */
export function startDevice(session, name) {
  if (session.user === undefined || !session.inside) return { error: 'signed-out' };
  const { devices } = session.user;
  if (!/^[\w+=,.@-]{1,64}$/u.test(name)) return { error: 'name' };
  if (devices.some((device) => device.name === name)) return { error: 'taken' };
  if (devices.length >= MOST_DEVICES) return { error: 'full' };
  session.pending = mfa.newDevice(name);
  return session.pending;
}

/**
 * The two codes that end the wizard.
 * @param {Store} store
 * @param {Session} session
 * @param {readonly [string, string]} codes
 * @returns {Answer}
 */
export function confirmDevice(store, session, codes) {
  const { user, pending } = session;
  if (user === undefined || !session.inside || pending === undefined)
    return { error: 'signed-out' };
  if (!mfa.assign(pending, codes, now(store))) return { error: 'code' };
  user.devices.push(pending);
  delete session.pending;
  return { next: 'credentials' };
}

/**
 * The one code with which Identity Center registers a device.
 * @param {Store} store
 * @param {Session} session
 * @param {string} code
 * @returns {Answer}
 */
export function registerDevice(store, session, code) {
  const { user, pending } = session;
  if (user === undefined || !session.inside || pending === undefined)
    return { error: 'signed-out' };
  if (!mfa.signIn(pending, code, now(store))) return { error: 'code' };
  user.devices.push(pending);
  delete session.pending;
  return { next: 'credentials' };
}

/**
 * The two codes of the list's re-sync dialogue.
 * @param {Store} store
 * @param {Session} session
 * @param {string} name
 * @param {readonly [string, string]} codes
 * @returns {Answer}
 */
export function resyncDevice(store, session, name, codes) {
  if (session.user === undefined || !session.inside) return { error: 'signed-out' };
  const device = session.user.devices.find((device) => device.name === name);
  if (device === undefined || !mfa.resync(device, codes, now(store))) return { error: 'code' };
  return { next: 'credentials' };
}

/**
 * Takes a device off the list; unknown names are no error, the list is what counts.
 * @param {Session} session
 * @param {string} name
 * @returns {Answer}
 */
export function removeDevice(session, name) {
  if (session.user === undefined || !session.inside) return { error: 'signed-out' };
  session.user.devices = session.user.devices.filter((device) => device.name !== name);
  return { next: 'credentials' };
}

/**
 * What the QR code of a device says, in AWS's own form.
 * @param {Store} store
 * @param {Session} session
 * @param {mfa.Device} device
 */
export function uriOf(store, { user }, device) {
  const issuer = encodeURIComponent('Amazon Web Services');
  const name = user?.root ? 'root-account-mfa-device' : device.name;
  return `otpauth://totp/${issuer}:${name}@${store.account}?secret=${device.secret}&issuer=${issuer}`;
}

/**
 * The server's time in Unix seconds.
 * @param {Store} store
 */
export function now(store) {
  return Math.floor(Date.now() / 1000) + store.clock;
}

/**
 * @param {Session} session
 * @param {User} user
 * @returns {Answer}
 */
function letIn(session, user) {
  user.refusals = 0;
  session.inside = true;
  return { next: 'credentials' };
}
