/**
 * Reads QR codes through the camera, one after the other, until the user has all of them or a paper
 * backup is complete. Part of the import page.
 */
import { button, message, paragraph, part, sentence, write } from '../shared/dom.js';
import { openCamera } from '../shared/camera.js';
import { openReader } from '../shared/read-picture.js';
import { listed, show } from '../shared/section.js';
import { requestOnce } from './requests.js';

/** @typedef {import('../wasm/exchange.js').PaperView} Paper */

/**
 * @returns {Promise<string[] | undefined>} the codes' texts; empty if the user cancelled, undefined
 * if another view replaced this one
 */
export async function throughCamera() {
  const root = show('import', 'import-camera');
  const done = new AbortController();
  const { signal } = done;
  /** @type {Set<string>} */
  const texts = new Set();
  button(root, 'done').onclick = () => done.abort();
  button(root, 'cancel').onclick = () => {
    texts.clear();
    done.abort();
  };
  const reader = openReader();
  signal.addEventListener('abort', reader.close);
  try {
    await look(root, reader, texts, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    done.abort();
  }
  return root.isConnected ? [...texts] : undefined;
}

/** @param {HTMLElement} root @param {ReturnType<typeof openReader>} reader @param {Set<string>} texts @param {AbortSignal} signal */
async function look(root, reader, texts, signal) {
  const [stream, track] = await openCamera(signal);
  const video = part(root, 'video', HTMLVideoElement);
  const faces = track.getSettings().facingMode !== 'environment';
  part(root, 'live', HTMLElement).classList.toggle('mirror', faces);
  video.srcObject = stream;
  await video.play();
  for (;;) {
    await new Promise((go) => requestAnimationFrame(go));
    signal.throwIfAborted();
    // A file that was dropped meanwhile has replaced this view.
    if (!root.isConnected) return;
    if (track.readyState === 'ended') throw { code: 'camera_none' };
    const codes = await reader.read(await createImageBitmap(video), signal, ['photo']);
    const [before, one] = [texts.size, codes[0]?.corners.join(' ') ?? ''];
    part(root, 'over', SVGElement).setAttribute(
      'viewBox',
      `0 0 ${video.videoWidth} ${video.videoHeight}`,
    );
    part(root, 'mark', SVGPolygonElement).setAttribute('points', one);
    for (const { text } of codes) texts.add(text);
    if (texts.size === before) continue;
    button(root, 'done').hidden = false;
    if (await isWhole(root, texts)) return;
  }
}

/**
 * Says what was read so far. A sheet of another backup doesn't end the scan.
 * @param {HTMLElement} root @param {Set<string>} texts @returns {Promise<boolean>} whether a paper
 * backup is complete
 */
async function isWhole(root, texts) {
  try {
    const [paper, ...others] = /** @type {Paper[]} */ (await requestOnce({ sheets: [...texts] }));
    if (paper?.text === undefined && paper?.missing.length === 0) {
      // One of them was read wrong, nobody knows which: all are scanned again.
      for (const text of texts) if (text.includes(paper.set)) texts.delete(text);
      throw { code: 'paper_damaged' };
    }
    const said = paper
      ? paragraph(partsOf(paper), others.length > 0 && message('paper_others'))
      : message('import_codes_read', texts.size);
    write(root, 'said', said);
    return paper?.text !== undefined;
  } catch (error) {
    write(root, 'said', sentence(error));
    return false;
  }
}

/** How much of a paper backup was read. @param {Paper} paper */
const partsOf = ({ have, of, missing }) =>
  message('paper_have', have, of, listed(missing.slice(0, 10)));
