/**
 * *With the camera*: a live picture in a tab of our own, because a popup closes when the browser
 * asks for permission to use the camera. A code that is read gets a frame around it.
 */
import { openCamera } from '../shared/camera.js';
import { message, part, write } from '../shared/dom.js';
import { openInTab } from '../shared/own.js';
import { openReader } from '../shared/read-picture.js';
import { isKey } from '../wasm/tandem.js';
import { go, mount } from './view.js';

/** How long the frame is shown before the result takes its place, in milliseconds. */
const MARKED = 600;

/** @returns {Promise<void>} */
export async function showCamera() {
  if (location.hash !== '#tab') return openInTab('?camera');
  const { root, signal } = mount('camera');
  const reader = openReader();
  signal.addEventListener('abort', reader.close);
  try {
    const video = part(root, 'video', HTMLVideoElement);
    const [stream, track] = await openCamera(signal);
    // A camera that faces the user is mirrored, as people expect.
    part(root, 'live', HTMLElement).classList.toggle(
      'mirror',
      track.getSettings().facingMode !== 'environment',
    );
    video.srcObject = stream;
    await video.play();
    const mark = part(root, 'mark', SVGPolygonElement);
    part(root, 'over', SVGElement).setAttribute(
      'viewBox',
      `0 0 ${video.videoWidth} ${video.videoHeight}`,
    );
    for (;;) {
      await new Promise((go) => requestAnimationFrame(go));
      signal.throwIfAborted();
      if (track.readyState === 'ended') throw { code: 'camera_none' };
      const codes = await reader.read(await createImageBitmap(video), signal, ['photo']);
      mark.setAttribute('points', codes[0]?.corners.join(' ') ?? '');
      const texts = codes.map(({ text }) => text);
      if (texts.some(isKey)) {
        await new Promise((go) => setTimeout(go, MARKED));
        signal.throwIfAborted();
        return await go('result', { texts, by: 'camera' });
      }
      write(root, 'said', message(texts.length ? 'camera_no_key' : 'camera_text'));
    }
  } catch (error) {
    if (!signal.aborted) await go('trouble', error, { by: 'camera' });
  }
}
