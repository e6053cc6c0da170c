// Photographs a QR code as a poor camera would: at an angle, bent, in bad light, out of focus, with
// noise and damage. Runs in the page: it is sent there as text, so it may use nothing from outside
// of the function.

/**
 * What is photographed, and how.
 * @typedef {object} Shot
 * @property {number[][]} modules 1 is dark; a code, or a sheet with several
 * @property {number} width of the photo in pixels
 * @property {number} height
 * @property {number} module pixels to a module, in the middle
 * @property {number} turned degrees
 * @property {[number, number]} tilt degrees, about the two axes
 * @property {number} distance of the camera, in widths of what is photographed
 * @property {number} arc degrees that it takes of a can's round; along the columns when negative
 * @property {number} bend how many modules the middle stands out
 * @property {number} quiet modules of margin
 * @property {number} ground brightness of what lies around the margin
 * @property {'square' | 'dot' | 'gap'} shape of a module
 * @property {boolean} round whether finders have round corners
 * @property {number} logo how much of the sides it covers in the middle, 0 to 1
 * @property {[number[], number[]]} colours of what is dark and what is bright: red, green, blue
 * @property {[number, number]} ink brightness of dark and of light, 0 to 255
 * @property {number} exposure times the light that is right; what is too bright is cut off
 * @property {number} screen pixels to a module of the monitor that is photographed; 0 for paper
 * @property {number} slope by how much the light falls off from one side to the other, 0 to 1
 * @property {number} shadow how much light a shadow takes, 0 to 1
 * @property {number} leaves how much light a pattern of shadows takes, 0 to 1
 * @property {boolean} blinds whether it is of stripes
 * @property {number} glare how much of the code a reflection covers, 0 to 1
 * @property {number} spots how many small reflections there are
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
  const [rows, columns] = [modules.length, modules[0]?.length ?? 0];
  const size = Math.max(rows, columns);
  let state = shot.seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
  const [turn, lean, nod] = [shot.turned, ...shot.tilt].map(radians);
  const [cosTurn, sinTurn] = [Math.cos(turn ?? 0), Math.sin(turn ?? 0)];
  const [cosLean, sinLean, cosNod, sinNod] = [
    Math.cos(lean ?? 0),
    Math.sin(lean ?? 0),
    Math.cos(nod ?? 0),
    Math.sin(nod ?? 0),
  ];
  // Blots of ink and torn places, in modules.
  const blots = Array.from({ length: shot.damage > 0 ? 5 : 0 }, () => ({
    x: unit() * size,
    y: unit() * size,
    radius: size * Math.sqrt(shot.damage / 5 / Math.PI),
    light: unit() < 0.5,
  }));
  const [glareX, glareY] = [unit() * size, unit() * size];
  const edge = unit() * size;
  const spots = Array.from({ length: shot.spots }, () => ({
    x: unit() * size,
    y: unit() * size,
    radius: size * (0.02 + 0.06 * unit()),
  }));
  const [dark, light] = shot.ink;
  const away = size * shot.distance;
  const radius = shot.arc === 0 ? 0 : size / radians(Math.abs(shot.arc));

  /** Whether a place of a module is printed on: in the middle only, for some shapes. @param {number} x @param {number} y */
  const printed = (x, y) => {
    const [fx, fy] = [x - Math.floor(x) - 0.5, y - Math.floor(y) - 0.5];
    const corners = [
      [3.5, 3.5],
      [columns - 3.5, 3.5],
      [3.5, rows - 3.5],
    ];
    for (const [cx = 0, cy = 0] of corners) {
      const [ax, ay] = [Math.abs(x - cx), Math.abs(y - cy)];
      if (Math.max(ax, ay) > 3.5) continue;
      const ring = shot.round ? (ax ** 4 + ay ** 4) ** 0.25 : Math.max(ax, ay);
      return ring < 1.5 || (ring > 2.5 && ring < 3.5);
    }
    const dot =
      shot.shape === 'dot'
        ? Math.hypot(fx, fy) < 0.46
        : shot.shape === 'gap'
          ? Math.max(Math.abs(fx), Math.abs(fy)) < 0.41
          : true;
    return dot && modules[Math.floor(y)]?.[Math.floor(x)] === 1;
  };
  /** The brightness of a place of the sheet, in modules. @param {number} x @param {number} y */
  const sheet = (x, y) => {
    const { quiet, ground } = shot;
    if (x < -quiet || y < -quiet || x >= columns + quiet || y >= rows + quiet) {
      // A table with a grain.
      return (
        ground * (1 + 0.33 * Math.sin(x * 0.9 + Math.sin(y * 0.31) * 2)) + 12 * Math.sin(y * 2.3)
      );
    }
    for (const blot of blots)
      if (Math.hypot(x - blot.x, y - blot.y) < blot.radius) return blot.light ? light : dark;
    if (shot.logo > 0) {
      const near = Math.hypot(x - columns / 2, y - rows / 2) / (size * shot.logo);
      if (near < 1) return near > 0.8 || x < columns / 2 ? light : (2 * dark + light) / 3;
    }
    return (
      shot.shape === 'square' && !shot.round
        ? modules[Math.floor(y)]?.[Math.floor(x)]
        : printed(x, y)
    )
      ? dark
      : light;
  };
  /** The light that falls on a place of the sheet. @param {number} x @param {number} y */
  const lit = (x, y) => {
    let lamp = 1 - shot.slope * Math.min(1, Math.max(0, x / size));
    if (x + y * 0.6 > edge + size * 0.3) lamp *= 1 - shot.shadow;
    if (shot.leaves > 0) {
      const [u, v] = [(x + edge) / size, (y + 0.3 * x) / size];
      const leaf = Math.sin(17 * u + 3 * Math.sin(9 * v)) + Math.sin(13 * v + 2 * Math.sin(11 * u));
      if ((shot.blinds ? Math.sin(30 * v) : leaf) > 0.2) lamp *= 1 - shot.leaves;
    }
    // Between the pixels of a monitor there is none.
    if (shot.screen > 0)
      lamp *=
        Math.abs(Math.sin(Math.PI * x * shot.screen) * Math.sin(Math.PI * y * shot.screen)) ** 0.5 *
        1.3;
    return lamp;
  };
  /** A way from the camera, as the sheet has it. @param {number} x @param {number} y @param {number} z */
  const turned = (x, y, z) => {
    const [rx, ry] = [x * cosTurn + y * sinTurn, y * cosTurn - x * sinTurn];
    const [lx, lz] = [rx * cosLean + z * sinLean, z * cosLean - rx * sinLean];
    return /** @type {const} */ ([lx, ry * cosNod + lz * sinNod, lz * cosNod - ry * sinNod]);
  };
  const [eyeX, eyeY, eyeZ] = turned(0, 0, -away);
  /** Where the ray through a pixel meets the sheet. @param {number} px @param {number} py @returns {[number, number]} */
  const met = (px, py) => {
    const [x, y, z] = turned((px - width / 2) / module, (py - height / 2) / module, away);
    if (radius === 0) return z <= 0 ? [1e6, 1e6] : [eyeX - (eyeZ / z) * x, eyeY - (eyeZ / z) * y];
    // A can stands upright, or lies.
    const [wayX, wayY, fromX, fromY] = shot.arc > 0 ? [x, y, eyeX, eyeY] : [y, x, eyeY, eyeX];
    const [a, half, c] = [
      wayX * wayX + z * z,
      fromX * wayX + (eyeZ - radius) * z,
      fromX * fromX + (eyeZ - radius) ** 2 - radius * radius,
    ];
    const root = half * half - a * c;
    if (root < 0) return [1e6, 1e6];
    const far = (-half - Math.sqrt(root)) / a;
    const round = Math.atan2(fromX + far * wayX, radius - eyeZ - far * z) * radius;
    const along = fromY + far * wayY;
    return shot.arc > 0 ? [round, along] : [along, round];
  };
  /** @param {number} px @param {number} py */
  const seen = (px, py) => {
    const [x, y] = met(px, py);
    const part = Math.min(1, Math.max(-1, (2 * x) / size));
    const [mx, my] = [x + columns / 2, y + rows / 2 + bend * (1 - part * part)];
    let value = sheet(mx, my) * lit(mx, my);
    if (shot.glare > 0) {
      const near = Math.hypot(mx - glareX, my - glareY) / (size * shot.glare);
      value += 255 * Math.exp(-near * near * 2);
    }
    for (const spot of spots) {
      const near = Math.hypot(mx - spot.x, my - spot.y) / spot.radius;
      if (near < 2) value += 600 * Math.exp(-near * near * 2);
    }
    // A monitor is drawn while it is photographed: a band of it is darker.
    if (shot.screen > 0) value *= 0.85 + 0.15 * Math.sin((6 * py) / height + edge);
    return value * shot.exposure;
  };
  const grain = width * height > 3e6 ? 2 : 3;
  const pixels = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let part = 0; part < grain * grain; part += 1) {
        sum += seen(
          x + ((part % grain) + 0.5) / grain,
          y + (Math.floor(part / grain) + 0.5) / grain,
        );
      }
      pixels[y * width + x] = sum / grain / grain;
    }
  }
  /** The mean along a line of pixels. @param {Float32Array} from @param {number} reach @param {[number, number]} way */
  const smeared = (from, reach, [stepX, stepY]) => {
    const whole = Math.ceil(reach);
    const weights = Array.from({ length: 2 * whole + 1 }, (_, i) =>
      Math.exp(-(((i - whole) / Math.max(0.3, reach)) ** 2) * 2),
    );
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
  const [ground, bright] = shot.colours;
  soft.forEach((value, index) => {
    const noise = (unit() + unit() + unit() - 1.5) * 2 * shot.noise;
    const share = value / 255;
    const [r = 0, g = 0, b = 0] = ground.map(
      (from, channel) => from * (1 - share) + (bright[channel] ?? 0) * share + noise,
    );
    image.data.set([r, g, b, 255], index * 4);
  });
  brush.putImageData(image, 0, 0);
  return canvas.toDataURL('image/jpeg', shot.quality);
}
