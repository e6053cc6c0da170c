/** Code fields of React's component libraries. Bundled by `libraries.mjs`, runs in a page. */
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { PinInput as ArkPin } from '@ark-ui/react/pin-input';
import { ChakraProvider, PinInput as ChakraPin, defaultSystem } from '@chakra-ui/react';
import { MantineProvider, PinInput as MantinePin, TextInput } from '@mantine/core';
import TextField from '@mui/material/TextField';
import * as Radix from '@radix-ui/react-one-time-password-field';
import { Input as Ant } from 'antd';
import { OTPInput } from 'input-otp';
import { MuiOtpInput } from 'mui-one-time-password-input';
import PinField from 'react-pin-field';
import OtpInput from 'react-otp-input';

const SIX = [0, 1, 2, 3, 4, 5];

/**
 * Each keeps its code in its own state, and reports it.
 * @type
 * {Record<string, (props: { code: string, set: (code: string) => void }) => import('react').ReactNode>}
 */
const FIELDS = {
  'input-otp': ({ code, set }) =>
    h(OTPInput, {
      maxLength: 6,
      value: code,
      onChange: set,
      render: ({ slots }) =>
        h('div', null, ...slots.map((slot, at) => h('span', { key: at }, slot.char ?? '·'))),
    }),
  'react-otp-input': ({ code, set }) =>
    h(OtpInput, {
      value: code,
      onChange: set,
      numInputs: 6,
      inputType: 'tel',
      renderInput: (props) => h('input', props),
    }),
  'mui-text-field': ({ code, set }) =>
    h(TextField, {
      label: 'Authentication code',
      value: code,
      onChange: (event) => set(event.target.value),
    }),
  'mui-one-time-password-input': ({ code, set }) =>
    h(MuiOtpInput, { value: code, onChange: set, length: 6 }),
  antd: ({ set }) => h(Ant.OTP, { length: 6, onInput: (cells) => set(cells.join('')) }),
  'mantine-text-input': ({ code, set }) =>
    h(
      MantineProvider,
      null,
      h(TextInput, {
        label: 'Authentication code',
        value: code,
        onChange: (event) => set(event.currentTarget.value),
      }),
    ),
  mantine: ({ code, set }) =>
    h(
      MantineProvider,
      null,
      h(MantinePin, {
        length: 6,
        value: code,
        onChange: set,
        oneTimeCode: true,
        styles: { input: { width: 30 } },
      }),
    ),
  radix: ({ code, set }) =>
    h(
      Radix.Root,
      { value: code, onValueChange: set },
      ...SIX.map((at) => h(Radix.Input, { key: at, style: { width: 30 } })),
      h(Radix.HiddenInput, { name: 'code' }),
    ),
  ark: ({ set }) =>
    h(
      ArkPin.Root,
      { otp: true, count: 6, onValueChange: ({ valueAsString }) => set(valueAsString) },
      h(
        ArkPin.Control,
        null,
        ...SIX.map((at) => h(ArkPin.Input, { key: at, index: at, style: { width: 30 } })),
      ),
      h(ArkPin.HiddenInput),
    ),
  chakra: ({ set }) =>
    h(
      ChakraProvider,
      { value: defaultSystem },
      h(
        ChakraPin.Root,
        { count: 6, onValueChange: ({ valueAsString }) => set(valueAsString) },
        h(ChakraPin.HiddenInput),
        h(ChakraPin.Control, null, ...SIX.map((at) => h(ChakraPin.Input, { key: at, index: at }))),
      ),
    ),
  'react-pin-field': ({ set }) => h(PinField, { length: 6, onChange: set, style: { width: 30 } }),
};

export const names = Object.keys(FIELDS);

/** @param {string} name @param {Element} place @param {(code: string) => void} tell */
export function mount(name, place, tell) {
  const Field = FIELDS[name];
  function Page() {
    const [code, set] = useState('');
    tell(code);
    return h(Field, { code, set });
  }
  createRoot(place).render(h(Page));
}
