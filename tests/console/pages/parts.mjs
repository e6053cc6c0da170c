/**
 * What every page of the practice console is built from. Runs in the page.
 *
 * The inputs are controlled by React: React's state is sent, so a value that was written into the
 * element without keyboard events isn't noticed.
 */
import { words } from './words.mjs';

export const h = React.createElement;

const query = new URLSearchParams(location.search);

/** The options of the query, see `server.mjs`. */
export const options = {
  lang:
    document.documentElement.lang === 'ja'
      ? /** @type {const} */ ('ja')
      : /** @type {const} */ ('en'),
  inputs: query.get('inputs') ?? 'cloudscape',
  draw: query.get('draw') ?? 'img',
  size: Number(query.get('size') ?? 160),
  theme: query.get('theme') ?? 'light',
  said: query.get('said'),
};

export const w = words[options.lang];

/** @typedef {{ next?: string, error?: keyof typeof w.errors }} Answer */

/**
 * Goes to another page with the same options.
 * @param {string} name
 * @param {keyof typeof w} [said] what that page says at its head
 */
export function go(name, said) {
  const kept = new URLSearchParams(query);
  kept.delete('said');
  kept.set('lang', options.lang);
  if (said !== undefined) kept.set('said', said);
  location.assign(`/${name}?${kept}`);
}

/**
 * Calls the API of `server.mjs`.
 * @param {string} path
 * @param {Record<string, string>} [body] none for a GET
 * @returns {Promise<Answer & Record<string, unknown>>}
 */
export async function call(path, body) {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, body === undefined ? {} : post);
  return /** @type {Promise<Answer & Record<string, unknown>>} */ (response.json());
}

/**
 * An input with its label, in the shape that AWS's published components give it: the
 * label alone says what it is, the id is a counter.
 * @param {{ label: string, value: string, onValue(value: string): void, type?: string, hint?: string, given?: { id: string, name?: string } }} props
 */
export function Field({ label, value, onValue, type = 'text', hint, given }) {
  const counter = `formField${React.useId()}`;
  const id = given?.id ?? counter;
  return h(
    'div',
    { className: 'field' },
    h('label', { id: `${id}-label`, htmlFor: id }, label),
    h('input', {
      'aria-labelledby': given === undefined ? `${id}-label` : undefined,
      id,
      name: given?.name,
      autoComplete: 'on',
      spellCheck: false,
      type,
      value,
      onChange: (/** @type {{ target: HTMLInputElement }} */ event) => onValue(event.target.value),
    }),
    hint && h('p', { className: 'hint' }, hint),
  );
}

/**
 * A field for a code: what it is called in the page is what `?inputs=` asks for. The
 * ids of one code are AWS's; of two fields they are this console's own, as nobody has
 * written AWS's down.
 * @param {{ label: string, value: string, onValue(value: string): void, place?: '1' | '2' | '' }} props
 */
export function CodeField({ place = '', ...props }) {
  if (options.inputs === 'ids') return h(Field, { ...props, given: { id: `mfaCode${place}` } });
  if (options.inputs === 'old-ids')
    return h(Field, { ...props, given: { id: `mfacode${place}`, name: `mfacode${place}` } });
  return h(Field, props);
}

/**
 * A form that sends on Enter and on its button, and shows what came back.
 * @param {{ submit: string, error: Answer['error'], onSubmit(): void, onCancel?: () => void, button?: Record<string, string> | undefined, children?: React.Node }} props
 */
export function Form({ submit, error, onSubmit, onCancel, button, children }) {
  return h(
    'form',
    {
      noValidate: true,
      onSubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        onSubmit();
      },
    },
    children,
    error && h(Alert, {}, w.errors[error]),
    h(
      'div',
      { className: 'actions' },
      onCancel && h('button', { type: 'button', className: 'quiet', onClick: onCancel }, w.cancel),
      h('button', { ...button, type: 'submit', className: 'primary' }, submit),
    ),
  );
}

/** @param {{ children?: React.Node }} props */
export function Alert({ children }) {
  return h('p', { className: 'alert', role: 'alert' }, children);
}

/**
 * What stands around each page.
 * @param {{ title: string, user?: string, account?: string, narrow?: string, children?: React.Node }} props
 */
export function Frame({ title, user, account, narrow, children }) {
  const said = options.said;
  const sentence =
    said === 'added' || said === 'resynced' || said === 'welcome' ? w[said] : undefined;
  const leave = async () => {
    await call('/api/sign-out', {});
    go('');
  };
  return h(
    React.Fragment,
    {},
    h('p', { className: 'notice' }, w.notice),
    h(
      'header',
      {},
      h('strong', {}, w.product),
      user !== undefined && h('span', { className: 'who' }, `${user} · ${account}`),
      user !== undefined && h('button', { type: 'button', onClick: leave }, w.signOut),
    ),
    h(
      'main',
      { className: narrow },
      sentence && h('p', { className: 'done', role: 'status' }, sentence),
      h('h1', {}, title),
      children,
    ),
  );
}
