import { useEffect, useState } from 'preact/hooks';
import { goBack, navigate, path } from '../router/router.js';
import { links } from '../router/links.js';
import { pageOf } from '../pages/pages.js';
import { Sprite } from '../parts/sprite.js';
import { isLost } from '../store/live.js';
import { needsToken } from '../store/tokens.js';
import { Announcer } from './announcer.js';
import { ErrorBoundary } from './error-boundary.js';
import { Facts } from './facts.js';
import { startKeys, useKeys } from './keys.js';
import { KeysDialog } from './keys-dialog.js';
import { LostBanner } from './lost-banner.js';
import { nextTheme } from './theme.js';
import { TokenForm } from './token-form.js';
import { TopBar } from './top-bar.js';

export function App() {
  const [keysShown, showKeys] = useState(false);
  useEffect(startKeys, []);
  useKeys(
    {
      '?': () => showKeys(true),
      t: nextTheme,
      'g o': () => navigate(links.overview),
      'g a': () => navigate(links.agents),
      'g w': () => navigate(links.whatIf),
      'g p': () => navigate(links.operate),
      w: () => navigate(links.whatIf),
      Escape: () => path.peek() !== links.overview && goBack(),
    },
    { isBase: true },
  );
  const Page = pageOf(path.value);
  return (
    <>
      <Sprite />
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <TopBar />
      <LostBanner />
      <Facts />
      <main id="main" tabIndex={-1} class={isLost.value ? 'stale' : ''}>
        <ErrorBoundary key={path.value}>{needsToken.value ? <TokenForm /> : <Page />}</ErrorBoundary>
      </main>
      <Announcer />
      {keysShown && <KeysDialog onClose={() => showKeys(false)} />}
    </>
  );
}
