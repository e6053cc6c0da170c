/**
 * *Scan QR on page*: a picture of the visible page, read in a Worker.
 */
import { activeTab, capture, picturesOf, zoomedIn } from '../shared/page.js';
import { openReader } from '../shared/read-picture.js';
import { looking } from './looking.js';

/** @param {{ zoom?: boolean }} [options] `zoom`: looks at the page enlarged, and puts it back */
export function scanPage({ zoom = false } = {}) {
  return looking('page', async (look) => {
    const tab = await activeTab();
    look.url = tab.url;
    // Its Worker starts while the browser takes the picture.
    const reader = openReader();
    const read = async () => {
      look.picture = await capture(tab);
      return reader.read(look.picture, look.signal, ['screenshot']);
    };
    try {
      const codes = await (zoom ? zoomedIn(tab, () => settled().then(read)) : read());
      if (!codes.length) look.unseen = await picturesOf(tab);
      return codes.map(({ text }) => text);
    } finally {
      reader.close();
    }
  });
}

/** A page that was just zoomed needs a moment until its new picture is on the screen. */
const settled = () => new Promise((go) => setTimeout(go, 400));
