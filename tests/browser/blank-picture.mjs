/** A picture with few bytes and many pixels. Runs in Node. */
import { crc32, deflateSync } from 'node:zlib';

/** A white PNG of one bit a pixel. @param {number} side */
export function white(side) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.writeUInt8(1, 8);
  const rows = deflateSync(
    Buffer.alloc(side * (1 + Math.ceil(side / 8)), 0xff).map((byte, at) =>
      at % (1 + Math.ceil(side / 8)) ? byte : 0,
    ),
  );
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
