/**
 * The check-up: what it shows, each remedy by one click, and what it tells AWS users once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handsOn } from './hands.mjs';
import { newKey } from './keys.mjs';
import { PASSPHRASE } from './protection.mjs';
import { fillVault, inExtension, protect, stage } from './stage.mjs';

/** @typedef {import('../../extension/wasm/tandem.js').Vault} Vault */

const the = stage();

/** The page, once it has said something. @param {string} [at] */
async function checkup(at = '') {
  const page = handsOn(
    await the.session.tab(the.session.address(`extension/checkup/checkup.html${at}`)),
  );
  await page.page.waitForFunction(() => !document.body.hidden);
  return page;
}

/** Unfolds a finding. @param {Awaited<ReturnType<typeof checkup>>} page @param {string} kind */
const unfold = (page, kind) => page.page.locator(`#${kind} summary`).click();

test('each_account_that_needs_attention_is_listed_with_a_remedy', async () => {
  const short = newKey({ issuer: 'Short', bytes: 8 });
  const twice = newKey({ issuer: 'Twice' });
  await the.save([short.uri, newKey({ issuer: 'GitHub' }).uri], 'https://short.example/');
  await the.save([
    twice.uri,
    twice.uri.replaceAll('Twice', 'Again'),
    newKey({ issuer: 'GitHub' }).uri,
  ]);
  const page = await checkup();
  await page.says(the.t('checkup_unprotected'));
  await page.says(the.t('checkup_no_backup'));
  await page.says(the.t('checkup_far_too_short'));
  await unfold(page, 'far_too_short');
  await page.named(the.t('act_named', the.t('checkup_open_site'), 'Short')).wait();

  // The one that there is twice goes into the trash.
  await unfold(page, 'same_secret');
  await page.press(the.t('act_named', the.t('delete'), 'Again'));
  await page.says(the.t('checkup_in_trash', 'Again'));
  await page.page.waitForFunction(() => !document.getElementById('same_secret'));
  await page.press(the.t('undo'));
  await unfold(page, 'same_secret');
  await page.press(the.t('act_named', the.t('delete'), 'Again'));
  await page.page.waitForFunction(() => !document.getElementById('same_secret'));

  // A site by one click, and no sooner.
  await unfold(page, 'no_site');
  await page.press(the.t('act_named', the.t('checkup_add_site', 'github.com'), 'GitHub'));
  await page.page.waitForFunction(
    () => document.querySelector('#no_site [data-part="count"]')?.textContent === '1',
  );
  await page.page.close();
});

test('an_account_without_a_name_opens_its_form_and_an_unused_one_goes_to_the_trash', async () => {
  const [nameless, old] = [newKey({ issuer: '', bytes: 10 }), newKey({ issuer: 'Old' })];
  await inExtension(
    the.session,
    async (uris) => {
      const { change, openSession } = await import('/extension/shared/session.js');
      await openSession();
      const added = Date.now() / 1000 - 31 * 86_400;
      await change((/** @type {Vault} */ vault) => {
        for (const uri of uris) vault.add(uri, '', 'https://one.example/', added);
      });
    },
    [nameless.uri, old.uri],
  );
  const page = await checkup();
  await page.says(the.t('checkup_too_short'));
  await unfold(page, 'never_used');
  await page.press(the.t('act_named', the.t('delete'), 'Old'));
  await page.says(the.t('checkup_in_trash', 'Old'));
  await page.press(the.t('undo'));
  // Without room for the trash, a question comes first.
  await fillVault(page.page);
  await page.press(the.t('act_named', the.t('delete'), 'Old'));
  await page.says(`${the.t('trash_no_room')} ${the.t('destroy_text', 'Old')}`);
  await page.press(the.t('destroy'));
  await page.page.waitForFunction(() => !document.body.innerText.includes('Old'));
  await unfold(page, 'no_issuer');
  const opened = the.session.browser.waitForTarget((target) => target.url().includes('?edit='));
  await page.press(the.t('act_named', the.t('edit'), nameless.account));
  const form = await (await opened).page();
  await form?.waitForSelector('[data-part=note]');
  await form?.close();
  await page.page.close();
});

test('the_check_up_says_when_there_is_nothing_to_do_and_when_that_changes', async () => {
  await the.save([newKey({ issuer: 'One' }).uri], 'https://one.example/');
  await protect(the.session, PASSPHRASE);
  await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    const { backedUp } = await import('/extension/shared/backups.js');
    await openSession();
    await backedUp(/** @type {Vault} */ (theVault()).fingerprint());
  });
  const page = await checkup();
  await page.says(the.t('checkup_good'));
  const text = await page.text();
  assert.ok(!text.includes(the.t('checkup_safety')) && !text.includes(the.t('aws_title')), text);
  await page.page.evaluate((days) => {
    const typed = Date.now() - days * 86_400_000;
    return chrome.storage.local.set({ settings: { typed } });
  }, 61);
  await page.says(the.t('checkup_passphrase_unused', 61));
  assert.ok(await page.has(the.t('checkup_type')));
  await page.page.close();
});

test('each_concern_leads_to_the_setting_that_fixes_it', async () => {
  const issuers = ['Two', 'Three', 'Four', 'Five', 'Six'];
  await the.save([newKey({ issuer: 'One' }).uri], 'https://one.example/');
  await protect(the.session, PASSPHRASE);
  await inExtension(
    the.session,
    async (uris) => {
      const { change, openSession, theVault } = await import('/extension/shared/session.js');
      const { backedUp } = await import('/extension/shared/backups.js');
      await openSession();
      await change((vault) => vault.removeUnlockMethod('recovery'));
      await backedUp(/** @type {Vault} */ (theVault()).fingerprint());
      await change((vault) => {
        for (const uri of uris) vault.add(uri, '', 'https://one.example/', Date.now() / 1000);
      });
    },
    issuers.map((issuer) => newKey({ issuer }).uri),
  );
  for (const [told, act, section] of [
    [the.t('checkup_one_method'), the.t('checkup_protect'), '#protection'],
    [the.t('checkup_backup_old', 5), the.t('checkup_backup'), '#backup'],
  ]) {
    const page = await checkup();
    await page.says(told ?? '');
    await page.press(act ?? '');
    await page.page.waitForFunction(
      (end) => location.href.endsWith(end) && document.querySelector(':target'),
      {},
      `options.html${section}`,
    );
    await page.page.close();
  }
});

test('a_backup_from_before_the_unlock_methods_changed_is_no_backup_any_more', async () => {
  const aws = newKey({ issuer: 'Amazon Web Services', account: 'ana@123456789012' });
  await the.save([aws.uri], 'https://signin.aws.amazon.com/');
  await protect(the.session, PASSPHRASE);
  await inExtension(the.session, async () => {
    const { openSession, theVault } = await import('/extension/shared/session.js');
    const { backedUp } = await import('/extension/shared/backups.js');
    await openSession();
    await backedUp(/** @type {Vault} */ (theVault()).fingerprint());
  });
  const page = await checkup('#aws');
  const ticked = (/** @type {boolean} */ wanted) =>
    page.page.waitForFunction(
      (wanted) => (document.querySelector('[data-part="backup"]:checked') !== null) === wanted,
      {},
      wanted,
    );
  await ticked(true);
  assert.ok(!(await page.text()).includes(the.t('backup_before_key')));
  await inExtension(the.session, async () => {
    const { change, openSession } = await import('/extension/shared/session.js');
    await openSession();
    await change((vault) => vault.removeUnlockMethod('recovery'));
  });
  await ticked(false);
  const text = await page.says(the.t('backup_before_key'));
  assert.equal(text.split(the.t('backup_before_key')).length, 3, 'under both headings');
  await page.press(the.t('checkup_backup'));
  await page.page.waitForFunction(() => location.href.endsWith('options.html#backup'));
  await page.says(the.t('backup_before_key'));
  await page.page.close();
});

test('help_says_what_to_do_when_AWS_refuses', async () => {
  const page = handsOn(
    await the.session.tab(the.session.address('extension/options/options.html')),
  );
  for (const trouble of ['help_exists', 'help_hardware', 'help_locked_out']) {
    await page.says(the.t(trouble));
    assert.ok(!(await page.text()).includes(the.t(`${trouble}_text`)), 'folded');
    await page.page.locator(`::-p-text(${the.t(trouble)})`).click();
    await page.says(the.t(`${trouble}_text`));
  }
  await page.page.close();
});

test('a_file_that_anyone_can_read_is_mentioned_until_the_user_says_it_is_gone', async () => {
  await the.save([newKey().uri], 'https://one.example/');
  const page = await checkup();
  await page.page.evaluate(() => chrome.storage.local.set({ plain_export: Date.now() }));
  await page.press(the.t('checkup_plain_gone'));
  await page.page.waitForFunction(async () => {
    const { plain_export: at } = await chrome.storage.local.get('plain_export');
    return at === undefined;
  });
  await page.page.waitForFunction(
    (text) => !document.body.innerText.includes(text),
    {},
    the.t('checkup_plain_gone'),
  );
  await page.page.close();
});

test('after_saving_an_aws_account_three_things_are_mentioned_once', async () => {
  const aws = newKey({ issuer: 'Amazon Web Services', account: 'ana@123456789012' });
  await the.save([aws.uri], 'https://signin.aws.amazon.com/');
  let popup = await the.open();
  await popup.says(the.t('aws_left'));
  await popup.press(the.t('foot_later'));
  await popup.page.waitForFunction(async () => {
    const { aws } = await chrome.storage.local.get('aws');
    return /** @type {{ told?: boolean } | undefined} */ (aws)?.told;
  });
  await the.page.bringToFront();
  popup = await the.open();
  await popup.named(the.t('more_for', 'ana')).wait();
  await popup.page.waitForFunction(() => document.querySelector('.foot')?.checkVisibility());
  assert.ok(!(await popup.text()).includes(the.t('aws_left')));
  await popup.close();

  let page = await checkup('#aws');
  await page.says(the.t('aws_device'));
  await page.page.locator('[data-part="device"]').click();
  await page.page.waitForFunction(async () => {
    const { aws } = await chrome.storage.local.get('aws');
    return /** @type {{ device?: boolean } | undefined} */ (aws)?.device;
  });
  await page.page.close();
  page = await checkup('#aws');
  await page.page.waitForFunction(() => {
    const box = /** @type {HTMLInputElement | null} */ (
      document.querySelector('[data-part="device"]')
    );
    return box?.checked;
  });
  await page.page.close();
});
