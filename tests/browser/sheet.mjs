/** Contact sheets: pictures side by side on one. Runs in Node. */

/**
 * @param {import('puppeteer-core').Page} page to draw it with
 * @param {{ name: string, png: Uint8Array }[]} pictures
 * @param {'light' | 'dark'} theme
 */
export async function sheet(page, pictures, theme) {
  await page.bringToFront();
  await page.goto('about:blank');
  await page.setViewport({ width: 4 * 372 + 12, height: 800, deviceScaleFactor: 1 });
  await page.evaluate(
    async (pictures, dark) => {
      document.body.style.cssText = `margin:12px;display:grid;grid-template-columns:repeat(4,360px);gap:12px;align-items:start;font:12px sans-serif;background:${dark ? '#39444a' : '#c9d2d5'};color:${dark ? '#fff' : '#000'}`;
      for (const { name, source } of pictures) {
        const figure = document.createElement('figure');
        figure.style.margin = '0';
        const caption = document.createElement('figcaption');
        caption.textContent = name;
        const image = new Image();
        image.src = source;
        image.style.cssText = 'display:block;max-width:360px';
        figure.append(caption, image);
        document.body.append(figure);
        await image.decode();
      }
    },
    pictures.map(({ name, png }) => ({
      name,
      source: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    })),
    theme === 'dark',
  );
  return page.screenshot({ fullPage: true });
}
