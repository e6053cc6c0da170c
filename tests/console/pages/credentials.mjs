/** Inside: the list of MFA devices, its re-sync dialogue, and the wizard. Runs in the page. */
import { CodeField, Field, Form, Frame, call, go, h, w } from './parts.mjs';
import { Qr } from './qr.mjs';

/** @typedef {import('./parts.mjs').Answer} Answer */
/** @typedef {{ user: string, account: string, devices: { name: string }[] }} Listed */

export function Credentials() {
  const [listed, load] = useListed();
  const [chosen, choose] = React.useState(/** @type {string | undefined} */ (undefined));
  if (listed === undefined) return undefined;
  const remove = async (/** @type {string} */ name) => {
    await call('/api/devices/remove', { name });
    load();
  };
  return h(
    Frame,
    { title: w.credentials, user: listed.user, account: listed.account },
    h(
      'section',
      {},
      h(
        'div',
        { className: 'head' },
        h('h2', {}, w.devices),
        h('button', { type: 'button', onClick: () => go('register') }, w.center),
        h(
          'button',
          { type: 'button', className: 'primary', onClick: () => go('assign') },
          w.assign,
        ),
      ),
      h('p', { className: 'hint' }, listed.devices.length === 0 ? w.none : w.devicesText),
      h(
        'ul',
        { className: 'devices' },
        listed.devices.map(({ name }) =>
          h(
            'li',
            { key: name },
            h('span', {}, name),
            h('button', { type: 'button', onClick: () => choose(name) }, w.resync),
            h('button', { type: 'button', onClick: () => remove(name) }, w.remove),
          ),
        ),
      ),
    ),
    chosen !== undefined && h(ResyncDialogue, { name: chosen, close: () => choose(undefined) }),
  );
}

/** @param {{ name: string, close(): void }} props */
function ResyncDialogue({ name, close }) {
  const [code1, setCode1] = React.useState('');
  const [code2, setCode2] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  const dialogue = /** @type {{ current: HTMLDialogElement | null }} */ (React.useRef(null));
  React.useEffect(() => dialogue.current?.showModal(), []);
  const submit = async () => {
    const answer = await call('/api/devices/resync', { name, code1, code2 });
    if (answer.error === undefined) go('credentials', 'resynced');
    else setError(answer.error);
  };
  return h(
    'dialog',
    { ref: dialogue, onClose: close },
    h('h2', {}, `${w.resync}: ${name}`),
    h(
      Form,
      { submit: w.resync, error, onSubmit: submit, onCancel: close },
      h(CodeField, { label: w.resyncCode1, value: code1, onValue: setCode1, place: '1' }),
      h(CodeField, { label: w.resyncCode2, value: code2, onValue: setCode2, place: '2' }),
    ),
  );
}

export function Assign() {
  const [listed] = useListed();
  const [device, setDevice] = React.useState(
    /** @type {{ secret: string, qr: string[] } | undefined} */ (undefined),
  );
  if (listed === undefined) return undefined;
  return h(
    Frame,
    {
      title: device === undefined ? w.assign : w.setUp,
      user: listed.user,
      account: listed.account,
    },
    device === undefined ? h(ChooseDevice, { done: setDevice }) : h(SetUp, device),
  );
}

/** @param {{ done(device: { secret: string, qr: string[] }): void }} props */
function ChooseDevice({ done }) {
  const [name, setName] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  const submit = async () => {
    const answer = await call('/api/assign', { name });
    if (answer.error === undefined) done(/** @type {{ secret: string, qr: string[] }} */ (answer));
    else setError(answer.error);
  };
  return h(
    Form,
    { submit: w.next, error, onSubmit: submit, onCancel: () => go('credentials') },
    h(
      'section',
      {},
      h(Field, { label: w.deviceName, value: name, onValue: setName, hint: w.deviceNameHint }),
    ),
    h(
      'fieldset',
      {},
      h('legend', {}, w.deviceType),
      h(
        'label',
        { className: 'choice' },
        h('input', { type: 'radio', name: 'type', defaultChecked: true }),
        h('span', {}, w.app, h('small', {}, w.appText)),
      ),
      h(
        'label',
        { className: 'choice' },
        h('input', { type: 'radio', name: 'type', disabled: true }),
        h('span', {}, w.key, h('small', {}, w.keyText)),
      ),
    ),
  );
}

/** @param {{ secret: string, qr: string[] }} props */
function SetUp({ secret, qr }) {
  const [shown, show] = React.useState(/** @type {'qr' | 'secret' | undefined} */ (undefined));
  const [code1, setCode1] = React.useState('');
  const [code2, setCode2] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  const submit = async () => {
    const answer = await call('/api/confirm', { code1, code2 });
    if (answer.error === undefined) go('credentials', 'added');
    else setError(answer.error);
  };
  return h(
    Form,
    { submit: w.add, error, onSubmit: submit, onCancel: () => go('credentials') },
    h(
      'section',
      {},
      h('p', {}, w.setUpText),
      h(
        'div',
        { className: 'reveal' },
        h(
          'button',
          { type: 'button', 'aria-expanded': shown === 'qr', onClick: () => show('qr') },
          w.showQr,
        ),
        h(
          'button',
          { type: 'button', 'aria-expanded': shown === 'secret', onClick: () => show('secret') },
          w.showSecret,
        ),
      ),
      shown === 'qr' && h(Qr, { rows: qr, label: w.app }),
      shown === 'secret' &&
        h('p', { className: 'secret' }, h('small', {}, w.secret), h('code', {}, secret)),
    ),
    h(
      'section',
      {},
      h('p', {}, w.twoCodes),
      h(CodeField, { label: w.code1, value: code1, onValue: setCode1, place: '1' }),
      h(CodeField, { label: w.code2, value: code2, onValue: setCode2, place: '2' }),
    ),
  );
}

/** The page of IAM Identity Center, by what is known of it: a QR code at once, one code, *Assign MFA*. */
export function Register() {
  const [listed] = useListed();
  const [device, setDevice] = React.useState(
    /** @type {{ secret: string, qr: string[] } | undefined} */ (undefined),
  );
  const [code, setCode] = React.useState('');
  const [error, setError] = React.useState(/** @type {Answer['error']} */ (undefined));
  React.useEffect(() => {
    call('/api/assign', { name: 'identity-center' }).then((answer) => {
      if (answer.error === undefined)
        setDevice(
          /** @type {{ secret: string, qr: string[] }} */ (/** @type {unknown} */ (answer)),
        );
      else setError(answer.error);
    });
  }, []);
  const submit = async () => {
    const answer = await call('/api/register', { code });
    if (answer.error === undefined) go('credentials', 'added');
    else setError(answer.error);
  };
  if (listed === undefined) return undefined;
  return h(
    Frame,
    { title: w.registerTitle, user: listed.user, account: listed.account },
    h('p', {}, w.registerText),
    h(
      Form,
      { submit: w.register, error, onSubmit: submit, onCancel: () => go('credentials') },
      device !== undefined && h(Qr, { rows: device.qr, label: w.app }),
      h(CodeField, { label: w.code, value: code, onValue: setCode }),
    ),
  );
}

/**
 * Who is signed in and with which devices; sends anyone else to the sign-in.
 * @returns {[Listed | undefined, () => void]}
 */
function useListed() {
  const [listed, setListed] = React.useState(/** @type {Listed | undefined} */ (undefined));
  const load = async () => {
    const answer = await call('/api/devices');
    if (answer.error === undefined)
      setListed(/** @type {Listed} */ (/** @type {unknown} */ (answer)));
    else go('');
  };
  React.useEffect(() => void load(), []);
  return [listed, load];
}
