/** Reads the QR codes of a picture with zxing-cpp, a reader that isn't ours. Runs in Node. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const module = await readFile(
  createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
);
const wasmBinary = /** @type {ArrayBuffer} */ (
  module.buffer.slice(module.byteOffset, module.byteOffset + module.byteLength)
);
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });

/** @param {Uint8Array} png @returns {Promise<string[]>} their texts */
export async function readByZxing(png) {
  const found = await readBarcodes(png, { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}
