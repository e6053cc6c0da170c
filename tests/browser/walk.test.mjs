/** The whole walk, in both languages, on the built package. */
import { test } from 'node:test';
import { startBrowser } from './harness.mjs';
import { STEPS, setOut } from './walk.mjs';

for (const lang of /** @type {const} */ (['en', 'ja'])) {
  test(`a_device_is_assigned_signed_in_with_and_resynchronised_in_${lang}`, async (t) => {
    const session = await startBrowser({ lang });
    t.after(() => session.close());
    const walker = await setOut(session);
    t.after(() => walker.end());
    for (const step of STEPS) {
      try {
        await step.go(walker);
      } catch (cause) {
        throw new Error(
          `at the step "${step.name}": ${cause instanceof Error ? cause.message : cause}`,
          { cause },
        );
      }
    }
  });
}
