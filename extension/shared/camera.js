/** The camera, for the pages that use it. */

/**
 * Opens the camera, and closes it when `signal` is aborted.
 * @param {AbortSignal} signal
 * @returns {Promise<[MediaStream, MediaStreamTrack]>}
 */
export async function openCamera(signal) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new DOMException('no picture', 'NotFoundError');
    signal.addEventListener('abort', () => track.stop());
    if (signal.aborted) track.stop();
    return [stream, track];
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'NotAllowedError') throw { code: 'camera_refused', cause };
    if (name === 'NotFoundError') throw { code: 'camera_none', cause };
    throw { code: 'camera_busy', cause };
  }
}
