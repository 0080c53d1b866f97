import type { ComponentType } from 'preact';
import { links } from '../router/links.js';
import { AgentsPage } from './agents/agents-page.js';
import { DomainPage } from './domain/domain-page.js';
import { NoPage } from './no-page.js';
import { OperatePage } from './operate/operate-page.js';
import { OverviewPage } from './overview/overview-page.js';
import { WhatIfPage } from './what-if/what-if-page.js';

/** The page that stands at a path. A new page is one row here, and one in `links`. */
export function pageOf(path: string): ComponentType {
  if (path.startsWith('/domains/')) return DomainPage;
  return PAGES[path] ?? NoPage;
}

const PAGES: Readonly<Record<string, ComponentType>> = {
  [links.overview]: OverviewPage,
  [links.agents]: AgentsPage,
  [links.whatIf]: WhatIfPage,
  [links.operate]: OperatePage,
};
