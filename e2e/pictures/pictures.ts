import { type Page } from 'playwright-core';

interface Picture {
  name: string;
  path: string;
  /** What stands on the page when it may be taken. */
  ready: RegExp;
  /** What is done before. */
  act?: (page: Page) => Promise<void>;
}

/** The pictures of docs/images, each at two sizes and in two themes. */
export const PICTURES: readonly Picture[] = [{ name: 'overview', path: '/', ready: /on fallback[^]*webmail/ }];
