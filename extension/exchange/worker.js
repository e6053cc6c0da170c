/**
 * A module Worker that reads and writes other apps' files. It ends with its task, and all their
 * content with it.
 *
 * In: one task, by its name. Out: its answer, or an error with a code. While keys are derived from
 * a passphrase, it first reports how many milliseconds that takes altogether.
 */
import init, {
  Basket,
  deriveSample,
  drawQr,
  lacks,
  longestFile,
  paperParts,
  paperText,
  previewMapped,
  qrTexts,
  tableOf,
  writeFile,
  writers,
} from '../wasm/exchange.js';

/** @typedef {import('../wasm/exchange.js').MappingView} Mapping */
/** @typedef {{ name: string, bytes: Uint8Array }} Named */
/** @typedef {{ bytes: Uint8Array, passphrase?: string, along: Named[], now: number }} Add */
/** @typedef {{ bytes: Uint8Array, mapping: Mapping, now: number }} Mapped */
/**
 * @typedef {{ longest: true } | { add: Add } | { addMapped: Mapped } | { pack: true } | { table: Uint8Array } | { preview: Mapped }
 *   | { sheets: string[] } | Write} Request
 */
/**
 * @typedef {{ writers: true } | { lacks: string, packed: Uint8Array } | { codes: string, packed: Uint8Array }
 *   | { draw: string } | { paper: string } | { write: string, packed: Uint8Array, passphrase?: string }} Write
 */

const ready = init().then(() => new Basket());

addEventListener('message', async ({ data }) => {
  try {
    postMessage({ answer: answer(data, await ready) });
  } catch (error) {
    // A trap has no code: the file asked for more memory than there is.
    postMessage({
      error:
        typeof error === 'object' && error !== null && 'code' in error
          ? error
          : { code: 'file_memory_none' },
    });
  }
});

/** @param {Request} request @param {Basket} basket */
function answer(request, basket) {
  if ('longest' in request) return longestFile();
  if ('add' in request) {
    const { bytes, passphrase, along, now } = request.add;
    return basket.add(
      bytes,
      passphrase,
      along.map(({ name }) => name),
      along.map((file) => file.bytes),
      now,
      tellDeriving,
    );
  }
  if ('addMapped' in request) {
    const { bytes, mapping, now } = request.addMapped;
    return basket.addMapped(bytes, mapping, now);
  }
  if ('preview' in request) {
    const { bytes, mapping, now } = request.preview;
    return previewMapped(bytes, mapping, now);
  }
  if ('pack' in request) return basket.packed();
  if ('table' in request) return tableOf(request.table);
  if ('sheets' in request) return paperText(request.sheets);
  return written(request);
}

/** In milliseconds on a slow machine: shorter times aren't reported. */
const SHORT = 300;
/** This machine's time for one millisecond of the slow machine. @type {number | undefined} */
let speed;

/** @param {number} slowly milliseconds on a slow machine */
function tellDeriving(slowly) {
  if (slowly < SHORT) return;
  speed ??= measured();
  postMessage({ deriving: slowly * speed });
}

function measured() {
  let ratio = 1;
  // The module gets faster at first, so the last turn counts.
  for (let turn = 0; turn < 3; turn += 1) {
    const began = performance.now();
    const slowly = deriveSample();
    ratio = (performance.now() - began) / slowly;
  }
  return ratio;
}

/** @param {Write} request */
function written(request) {
  if ('writers' in request) return writers();
  if ('lacks' in request) return lacks(request.lacks, request.packed);
  if ('codes' in request) return qrTexts(request.codes, request.packed);
  if ('draw' in request) return drawQr(request.draw);
  if ('paper' in request) return paperParts(request.paper);
  return writeFile(request.write, request.packed, request.passphrase);
}
