import { links } from '../router/links.js';
import { path } from '../router/router.js';
import { Icon } from '../parts/icon.js';
import { LiveSign } from './live-sign.js';
import { ThemeSwitch } from './theme.js';

const PAGES = [
  [links.overview, 'list', 'Overview'],
  [links.agents, 'agent', 'Agents'],
  [links.whatIf, 'fork', 'What if'],
  [links.operate, 'key', 'Operate'],
] as const;

export function TopBar() {
  return (
    <header class="top">
      <div class="bar">
        <a class="brand" href={links.overview}>
          <svg aria-hidden="true">
            <use href="#i-mark" />
          </svg>
          Failover DNS
        </a>
        <nav class="nav" aria-label="Pages">
          {PAGES.map(([to, icon, words]) => (
            <a key={to} href={to} aria-current={path.value === to ? 'page' : undefined}>
              <Icon name={icon} />
              {words}
            </a>
          ))}
        </nav>
        <div class="right">
          <LiveSign />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
