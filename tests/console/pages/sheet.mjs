/** Any texts of the query as QR codes, for the tests of scanning. Runs in the page. */
import { Frame, call, h, w } from './parts.mjs';
import { Qr } from './qr.mjs';

export function Sheet() {
  const [codes, setCodes] = React.useState(/** @type {string[][]} */ ([]));
  React.useEffect(() => {
    const texts = new URLSearchParams(location.search).getAll('text');
    void Promise.all(texts.map(drawn)).then(setCodes);
  }, []);
  return h(
    Frame,
    { title: w.product },
    h(
      'div',
      { className: 'sheet' },
      codes.map((rows, key) => h(Qr, { rows, label: String(key + 1), key })),
    ),
  );
}

/** @param {string} text */
async function drawn(text) {
  const { qr } = await call(`/api/qr?text=${encodeURIComponent(text)}`);
  return /** @type {string[]} */ (qr);
}
