/**
 * The service worker (in Firefox: the event page). It keeps nothing and answers to nobody:
 * the popup opens the vault by itself.
 *
 * Content scripts can read `storage.local` unless told otherwise, and the browser forgets what
 * it was told when it restarts, so it is said at every start. What is stored is sealed anyway.
 */
import { closeStorageToPages } from '../shared/storage.js';

closeStorageToPages();
chrome.runtime.onInstalled.addListener(closeStorageToPages);
chrome.runtime.onStartup.addListener(closeStorageToPages);
