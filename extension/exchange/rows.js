/**
 * A list in which only the visible rows exist, each at its place, so that ten thousand scroll like
 * ten. Part of the import page.
 */

/** Rows above and below the visible ones, so that the focus can move there. */
const BESIDE = 3;

/**
 * @param {HTMLElement} box the element that scrolls
 * @param {number[]} heights of all rows, in pixels
 * @param {number} most the box's greatest visible height, in pixels
 * @param {(place: number) => HTMLElement} row makes one
 */
export function listRows(box, heights, most, row) {
  /** The top of each row; the last is the end of the list. */
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + height);
  const whole = tops.at(-1) ?? 0;
  /** @type {Map<number, HTMLElement>} */
  const there = new Map();
  const end = document.createElement('div');
  end.className = 'end';
  end.style.top = `${Math.max(0, whole - 1)}px`;
  box.replaceChildren(end);
  box.style.height = `${Math.min(whole, most) + 2}px`;
  box.hidden = !heights.length;
  box.scrollTop = 0;

  /** The row at a height. @param {number} y */
  const at = (y) => {
    let [low, high] = [0, heights.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle + 1] ?? whole) > y) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const draw = () => {
    const first = Math.max(0, at(box.scrollTop) - BESIDE);
    const last = Math.min(heights.length - 1, at(box.scrollTop + most) + BESIDE);
    for (const [place, element] of there) {
      // The focused row stays, even when scrolled out of view.
      if ((place >= first && place <= last) || element.contains(document.activeElement)) continue;
      element.remove();
      there.delete(place);
    }
    for (let place = first; place <= last; place += 1) {
      if (there.has(place)) continue;
      const element = row(place);
      element.style.top = `${tops[place]}px`;
      element.style.height = `${heights[place]}px`;
      element.ariaPosInSet = String(place + 1);
      element.ariaSetSize = String(heights.length);
      const after = [...there.keys()].filter((other) => other > place);
      box.insertBefore(element, there.get(Math.min(...after)) ?? end);
      there.set(place, element);
    }
  };
  box.onscroll = draw;
  draw();
  return {
    /** Draws the visible rows again, after many have changed. */
    again() {
      for (const element of there.values()) element.remove();
      there.clear();
      draw();
    },
  };
}
