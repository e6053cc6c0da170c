/** Code fields of web components and input masks. Bundled by `libraries.mjs`, runs in a page. */
import { defineCustomElement } from '@ionic/core/components/ion-input-otp.js';
import { initialize } from '@ionic/core/components';
import IMask from 'imask';
import { LitElement, html } from 'lit';

/** One field within a root that the page itself cannot enter. */
class LitCode extends LitElement {
  static properties = { code: { type: String } };
  static shadowRootOptions = { mode: /** @type {const} */ ('closed') };
  code = '';
  render() {
    return html`<label
      >Authentication code<input
        .value=${this.code}
        @input=${(/** @type {InputEvent} */ event) => {
          this.code = /** @type {HTMLInputElement} */ (event.target).value;
          this.dispatchEvent(new CustomEvent('code', { detail: this.code }));
        }}
    /></label>`;
  }
}

/** The same in boxes. */
class LitBoxes extends LitElement {
  static shadowRootOptions = { mode: /** @type {const} */ ('closed') };
  digits = ['', '', '', '', '', ''];
  render() {
    return html`<p>Authentication code</p>
      ${this.digits.map(
        (digit, at) =>
          html`<input
            maxlength="1"
            style="width: 30px"
            inputmode="numeric"
            aria-label="Digit ${at + 1} of the authentication code"
            .value=${digit}
            @input=${(/** @type {InputEvent} */ event) => {
              this.digits[at] = /** @type {HTMLInputElement} */ (event.target).value;
              this.dispatchEvent(new CustomEvent('code', { detail: this.digits.join('') }));
            }}
          />`,
      )}`;
  }
}

/** @param {Element} place @param {string} name @param {(code: string) => void} tell */
function element(place, name, tell) {
  const made = document.createElement(name);
  made.addEventListener('code', (event) => tell(/** @type {CustomEvent} */ (event).detail));
  place.append(made);
}

/**
 * @param {Element} place
 * @param {(code: string) => void} tell
 * @param {Record<string, unknown>} options
 */
function masked(place, tell, options) {
  place.innerHTML = '<label>Authentication code<input></label>';
  const [input] = place.querySelectorAll('input');
  const mask = IMask(input, options);
  mask.on('accept', () => tell(mask.unmaskedValue));
}

/** @type {Record<string, (place: Element, tell: (code: string) => void) => void>} */
const FIELDS = {
  ionic: (place, tell) => {
    initialize();
    defineCustomElement();
    const made = Object.assign(document.createElement('ion-input-otp'), { length: 6 });
    made.addEventListener('ionInput', (event) =>
      tell(String(/** @type {CustomEvent} */ (event).detail.value ?? '')),
    );
    place.append(made);
  },
  'lit-closed': (place, tell) => {
    customElements.define('lit-code', LitCode);
    element(place, 'lit-code', tell);
  },
  'lit-closed-boxes': (place, tell) => {
    customElements.define('lit-boxes', LitBoxes);
    element(place, 'lit-boxes', tell);
  },
  imask: (place, tell) => masked(place, tell, { mask: '000 000' }),
  'imask-lazy': (place, tell) => masked(place, tell, { mask: '000-000', lazy: false }),
};

export const names = Object.keys(FIELDS);

/** @param {string} name @param {Element} place @param {(code: string) => void} tell */
export const mount = (name, place, tell) => FIELDS[name]?.(place, tell);
