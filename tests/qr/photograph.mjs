// Photographs a QR code as a poor camera would: at an angle, bent, in bad light, out of focus, with
// noise and damage. Runs in the page: it is sent there as text, so it may use nothing from outside
// of the function.

/**
 * What is photographed, and how.
 * @typedef {object} Shot
 * @property {number[][]} modules 1 is dark
 * @property {number} width of the photo in pixels
 * @property {number} height
 * @property {number} module pixels to a module, in the middle
 * @property {number} turned degrees
 * @property {[number, number]} tilt degrees, about the two axes
 * @property {number} bend how many modules the middle stands out
 * @property {[number, number]} ink brightness of dark and of light, 0 to 255
 * @property {number} slope by how much the light falls off from one side to the other, 0 to 1
 * @property {number} shadow how much light a shadow takes, 0 to 1
 * @property {number} glare how much of the code a reflection covers, 0 to 1
 * @property {number} blur in pixels
 * @property {number} shake in pixels
 * @property {number} noise in brightness
 * @property {number} damage how much of the code is scribbled over or torn, 0 to 1
 * @property {number} quality of the JPEG
 * @property {number} seed
 */

/**
 * @param {Shot} shot
 * @returns {string} a JPEG as a data URL
 */
export function photograph(shot) {
  const { modules, width, height, module, bend } = shot;
  const size = modules.length;
  let state = shot.seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
  const [turn, lean, nod] = [shot.turned, ...shot.tilt].map(radians);
  const [cosTurn, sinTurn, tanLean, tanNod] = [Math.cos(turn ?? 0), Math.sin(turn ?? 0), Math.sin(lean ?? 0), Math.sin(nod ?? 0)];
  // Blots of ink and torn places, in modules.
  const blots = Array.from({ length: shot.damage > 0 ? 5 : 0 }, () => ({
    x: unit() * size, y: unit() * size, radius: size * Math.sqrt(shot.damage / 5 / Math.PI), light: unit() < 0.5,
  }));
  const [glareX, glareY] = [unit() * size, unit() * size];
  const edge = unit() * size;
  const [dark, light] = shot.ink;
  const away = size * 2.2;

  /** The brightness of a place of the sheet, in modules. @param {number} x @param {number} y */
  const sheet = (x, y) => {
    const margin = 4;
    if (x < -margin || y < -margin || x >= size + margin || y >= size + margin) {
      // A table with a grain.
      return 90 + 30 * Math.sin(x * 0.9 + Math.sin(y * 0.31) * 2) + 12 * Math.sin(y * 2.3);
    }
    for (const blot of blots) if (Math.hypot(x - blot.x, y - blot.y) < blot.radius) return blot.light ? light : dark;
    return modules[Math.floor(y)]?.[Math.floor(x)] ? dark : light;
  };
  /** The light that falls on a place of the sheet. @param {number} x @param {number} y */
  const lit = (x, y) => {
    const falls = 1 - shot.slope * Math.min(1, Math.max(0, x / size));
    const shaded = x + y * 0.6 > edge + size * 0.3 ? 1 - shot.shadow : 1;
    return falls * shaded;
  };
  /** @param {number} px @param {number} py */
  const seen = (px, py) => {
    const [dx, dy] = [(px - width / 2) / module, (py - height / 2) / module];
    // The ray through the pixel meets the leaning sheet.
    const depth = 1 - (dx * tanLean + dy * tanNod) / away;
    const [ux, uy] = [dx / depth, dy / depth];
    const [x, y] = [ux * cosTurn + uy * sinTurn, uy * cosTurn - ux * sinTurn];
    const part = Math.min(1, Math.max(-1, (2 * x) / size));
    const [mx, my] = [x + size / 2, y + size / 2 + bend * (1 - part * part)];
    let value = sheet(mx, my) * lit(mx, my);
    if (shot.glare > 0) {
      const near = Math.hypot(mx - glareX, my - glareY) / (size * shot.glare);
      value += 255 * Math.exp(-near * near * 2);
    }
    return value;
  };
  const grain = 3;
  const pixels = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let part = 0; part < grain * grain; part += 1) {
        sum += seen(x + ((part % grain) + 0.5) / grain, y + (Math.floor(part / grain) + 0.5) / grain);
      }
      pixels[y * width + x] = sum / grain / grain;
    }
  }
  /** The mean along a line of pixels. @param {Float32Array} from @param {number} reach @param {[number, number]} way */
  const smeared = (from, reach, [stepX, stepY]) => {
    const whole = Math.ceil(reach);
    const weights = Array.from({ length: 2 * whole + 1 }, (_, i) => Math.exp(-(((i - whole) / Math.max(0.3, reach)) ** 2) * 2));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return from.map((_, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      let sum = 0;
      weights.forEach((weight, i) => {
        const sideX = Math.min(width - 1, Math.max(0, x + Math.round((i - whole) * stepX)));
        const sideY = Math.min(height - 1, Math.max(0, y + Math.round((i - whole) * stepY)));
        sum += weight * (from[sideY * width + sideX] ?? 0);
      });
      return sum / total;
    });
  };
  let soft = pixels;
  // A bell over pixels from -2 sigma to 2 sigma, near enough.
  if (shot.blur > 0) soft = smeared(smeared(soft, 2 * shot.blur, [1, 0]), 2 * shot.blur, [0, 1]);
  if (shot.shake > 0) {
    const angle = unit() * Math.PI;
    soft = smeared(soft, shot.shake, [Math.cos(angle), Math.sin(angle)]);
  }
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas here');
  const image = brush.createImageData(width, height);
  soft.forEach((value, index) => {
    const noise = (unit() + unit() + unit() - 1.5) * 2 * shot.noise;
    const [r, g, b] = [value * 1.02 + noise, value + noise, value * 0.94 + noise];
    image.data.set([r, g, b, 255], index * 4);
  });
  brush.putImageData(image, 0, 0);
  return canvas.toDataURL('image/jpeg', shot.quality);
}
