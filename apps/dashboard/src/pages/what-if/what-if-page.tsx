import { useTitle } from '../../shell/title.js';

export function WhatIfPage() {
  useTitle('What if');
  return <h1>What if</h1>;
}
