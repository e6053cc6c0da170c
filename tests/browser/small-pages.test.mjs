/** The popup's rarer views and the extension's other pages in small windows. */
import { inSmallWindows } from './small-windows.mjs';

const VIEWS =
  'accounts-tags-50 accounts-edit-tagged icons-choose accounts-selecting ' +
  'accounts-tagging accounts-sort accounts-hidden-pair accounts-likely ' +
  'accounts-counter accounts-checkup accounts-options-display options-first ' +
  'options-code options-protected options-empty options-confirm options-sync ' +
  'options-sync-join options-trash options-question options-auto-failed ' +
  'exchange-start exchange-review exchange-mapping exchange-export-plain ' +
  'exchange-export-own exchange-paper';

inSmallWindows(VIEWS.split(' '));
