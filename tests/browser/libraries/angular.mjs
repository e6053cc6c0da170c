/**
 * Code fields of Angular's component libraries, compiled in the page. Bundled by `libraries.mjs`,
 * runs in a page.
 */
import '@angular/compiler';
import 'zone.js';
import { Component } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { MatInputModule } from '@angular/material/input';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideNoopAnimations } from '@angular/platform-browser/animations';
import { NgOtpInputModule } from 'ng-otp-input';
import { providePrimeNG } from 'primeng/config';
import { InputOtp } from 'primeng/inputotp';

/** @type {Record<string, { template: string, imports: unknown[] }>} */
const FIELDS = {
  'ng-otp-input': {
    template:
      '<ng-otp-input (onInputChange)="tell($event)" [config]="{ length: 6 }"></ng-otp-input>',
    imports: [NgOtpInputModule],
  },
  primeng: {
    template: '<p-inputotp [length]="6" [(ngModel)]="code" (onChange)="tell($event.value)" />',
    imports: [InputOtp, FormsModule],
  },
  material: {
    template:
      '<mat-form-field><mat-label>Authentication code</mat-label><input matInput name="code" [(ngModel)]="code" (ngModelChange)="tell($event)"></mat-form-field>',
    imports: [MatInputModule, FormsModule],
  },
};

export const names = Object.keys(FIELDS);

/** @param {string} name @param {Element} place @param {(code: string) => void} tell */
export async function mount(name, place, tell) {
  const field = FIELDS[name];
  const Page = Component({
    selector: 'app-page',
    template: field?.template ?? '',
    imports: /** @type {any} */ (field?.imports ?? []),
  })(
    class {
      code = '';
      tell = tell;
    },
  );
  place.append(document.createElement('app-page'));
  await bootstrapApplication(Page, { providers: [provideNoopAnimations(), providePrimeNG()] });
}
