/** Chooses the page by the path and draws it. Runs in the page. */
import { Assign, Credentials, Register } from './credentials.mjs';
import { h, options, w } from './parts.mjs';
import { Sheet } from './sheet.mjs';
import { Method, OneCode, SignIn, TwoCodes } from './sign-in.mjs';

const pages = new Map([
  ['/', SignIn],
  ['/method', Method],
  ['/mfa', OneCode],
  ['/resync', TwoCodes],
  ['/credentials', Credentials],
  ['/assign', Assign],
  ['/register', Register],
  ['/sheet', Sheet],
]);

document.title = w.product;
document.documentElement.dataset['theme'] = options.theme;
const root = document.getElementById('root');
if (root !== null) ReactDOM.createRoot(root).render(h(pages.get(location.pathname) ?? SignIn));
