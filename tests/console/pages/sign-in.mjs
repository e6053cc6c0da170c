/** Signing in: user name and password, one code, or two after three refusals. Runs in the page. */
import { CodeField, Field, Form, Frame, call, go, h, options, w } from './parts.mjs';

/** @typedef {import('./parts.mjs').Answer} Answer */

export function SignIn() {
  const [user, setUser] = React.useState('');
  const [password, setPassword] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  const submit = async () => follow(await call('/api/sign-in', { user, password }), setError);
  return h(
    Frame,
    { title: w.signIn, narrow: 'narrow' },
    h(
      Form,
      { submit: w.signIn, error, onSubmit: submit },
      h(Field, {
        label: w.user,
        value: user,
        onValue: setUser,
        given: { id: 'username', name: 'username' },
      }),
      h(Field, {
        label: w.password,
        value: password,
        onValue: setPassword,
        type: 'password',
        given: { id: 'password', name: 'password' },
      }),
      h('p', { className: 'hint' }, w.hint),
    ),
  );
}

export function Method() {
  return h(
    Frame,
    { title: w.methodTitle, narrow: 'narrow' },
    h('p', {}, w.methodText),
    h(
      Form,
      {
        submit: w.continue,
        error: undefined,
        onSubmit: () => go('mfa'),
        onCancel: () => go(''),
        button: { 'data-testid': 'mfa-continue-button' },
      },
      h(
        'label',
        { className: 'choice' },
        h('input', { type: 'radio', name: 'type', value: 'SWHW', defaultChecked: true }),
        h('span', {}, w.app),
      ),
      h(
        'label',
        { className: 'choice' },
        h('input', { type: 'radio', name: 'type', value: 'U2F', disabled: true }),
        h('span', {}, w.key),
      ),
    ),
  );
}

export function OneCode() {
  const [code, setCode] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  const submit = async () => {
    const answer = await call('/api/mfa', { code });
    setCode('');
    follow(answer, setError);
  };
  const button = {
    ids: { 'data-testid': 'mfa-submit-button' },
    'old-ids': { id: 'submitMfa_button' },
  }[options.inputs];
  return h(
    Frame,
    { title: w.mfaTitle, narrow: 'narrow' },
    h('p', {}, w.mfaText),
    h(
      Form,
      { submit: w.submit, error, onSubmit: submit, onCancel: () => go(''), button },
      h(CodeField, { label: w.code, value: code, onValue: setCode }),
    ),
  );
}

export function TwoCodes() {
  const [code1, setCode1] = React.useState('');
  const [code2, setCode2] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  const submit = async () => follow(await call('/api/resync', { code1, code2 }), setError);
  return h(
    Frame,
    { title: w.resyncTitle, narrow: 'narrow' },
    h('p', {}, w.resyncText),
    h(
      Form,
      { submit: w.resyncSubmit, error, onSubmit: submit, onCancel: () => go('') },
      h(CodeField, { label: w.resyncCode1, value: code1, onValue: setCode1, place: '1' }),
      h(CodeField, { label: w.resyncCode2, value: code2, onValue: setCode2, place: '2' }),
    ),
  );
}

/**
 * @param {Answer} answer
 * @param {(error: Answer['error']) => void} refused
 */
function follow({ next, error }, refused) {
  if (error === 'signed-out') go('');
  else if (next !== undefined) go(next, next === 'credentials' ? 'welcome' : undefined);
  else refused(error);
}
