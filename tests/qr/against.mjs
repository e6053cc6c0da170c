// The other readers, for `cargo xtask bench qr DIR --against`: zxing-cpp compiled to WebAssembly and
// jsQR, over the very pixels that ours reads. Runs in Node.
//
// A picture comes on standard input as its width and height (32 bits each, the lower byte first) and
// its pixels in RGBA. Its answer is a line of JSON: for each reader its texts and its milliseconds of
// processor time.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const require = createRequire(import.meta.url);
/** @type {typeof import('jsqr').default} */
const jsQR = require('jsqr');
const module = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
await prepareZXingModule({
  overrides: {
    wasmBinary: module.buffer.slice(module.byteOffset, module.byteOffset + module.byteLength),
  },
  fireImmediately: true,
});

/**
 * @typedef {object} Pixels
 * @property {Uint8ClampedArray<ArrayBuffer>} data
 * @property {number} width
 * @property {number} height
 */

/** @type {Record<string, (pixels: Pixels) => Promise<string[]>>} */
const readers = {
  async 'zxing-wasm'({ data, width, height }) {
    const image = { data, width, height, colorSpace: /** @type {const} */ ('srgb') };
    const found = await readBarcodes(/** @type {ImageData} */ (image), {
      formats: ['QRCode'],
      maxNumberOfSymbols: 0,
    });
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  },
  async jsQR({ data, width, height }) {
    const found = jsQR(data, width, height);
    return found ? [found.data] : [];
  },
};

/** @param {Pixels} pixels */
async function look(pixels) {
  /** @type {Record<string, { texts: string[], millis: number }>} */
  const answer = {};
  for (const [name, read] of Object.entries(readers)) {
    const before = process.cpuUsage();
    // One that throws has read nothing.
    const texts = await read(pixels).catch(() => []);
    const { user, system } = process.cpuUsage(before);
    answer[name] = { texts, millis: (user + system) / 1000 };
  }
  return answer;
}

/** @type {Buffer[]} */
let pending = [];
let have = 0;
for await (const chunk of process.stdin) {
  pending.push(chunk);
  have += chunk.length;
  while (have >= 8) {
    if ((pending[0]?.length ?? 0) < 8) pending = [Buffer.concat(pending)];
    const [width, height] = [pending[0]?.readUInt32LE(0) ?? 0, pending[0]?.readUInt32LE(4) ?? 0];
    const length = 8 + width * height * 4;
    if (have < length) break;
    const all = Buffer.concat(pending);
    const data = new Uint8ClampedArray(width * height * 4);
    data.set(all.subarray(8, length));
    pending = [all.subarray(length)];
    have -= length;
    process.stdout.write(`${JSON.stringify(await look({ data, width, height }))}\n`);
  }
}
