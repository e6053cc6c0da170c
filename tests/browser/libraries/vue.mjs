/** Code fields of Vue's component libraries. Bundled by `libraries.mjs`, runs in a page. */
import { createApp, h, ref, watchEffect } from 'vue';
import PrimeVue from 'primevue/config';
import InputOtp from 'primevue/inputotp';
import { PinInputInput, PinInputRoot } from 'reka-ui';
import VOtpInput from 'vue3-otp-input';
import { createVuetify } from 'vuetify';
import { VOtpInput as VuetifyOtp } from 'vuetify/components/VOtpInput';
import { VTextField } from 'vuetify/components/VTextField';

/** @type {Record<string, (code: import('vue').Ref<any>) => import('vue').VNode>} */
const FIELDS = {
  'vue3-otp-input': (code) =>
    h(VOtpInput, {
      numInputs: 6,
      inputType: 'numeric',
      inputClasses: 'narrow',
      onOnChange: (/** @type {string} */ value) => (code.value = value),
    }),
  reka: (code) =>
    h(
      PinInputRoot,
      {
        otp: true,
        'onUpdate:modelValue': (/** @type {string[]} */ value) => (code.value = value.join('')),
      },
      () => [0, 1, 2, 3, 4, 5].map((index) => h(PinInputInput, { index, style: 'width: 30px' })),
    ),
  vuetify: (code) =>
    h(VuetifyOtp, {
      length: 6,
      modelValue: code.value,
      'onUpdate:modelValue': (/** @type {string} */ value) => (code.value = value),
    }),
  'vuetify-text-field': (code) =>
    h(VTextField, {
      label: 'Authentication code',
      modelValue: code.value,
      'onUpdate:modelValue': (/** @type {string} */ value) => (code.value = value),
    }),
  primevue: (code) =>
    h(InputOtp, {
      length: 6,
      modelValue: code.value,
      'onUpdate:modelValue': (/** @type {string} */ value) => (code.value = value),
    }),
};

export const names = Object.keys(FIELDS);

/** @param {string} name @param {Element} place @param {(code: string) => void} tell */
export function mount(name, place, tell) {
  const code = ref('');
  watchEffect(() => tell(String(code.value ?? '')));
  createApp({ render: () => FIELDS[name]?.(code) })
    .use(createVuetify())
    .use(PrimeVue)
    .mount(place);
}
