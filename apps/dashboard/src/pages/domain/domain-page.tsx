import { useTitle } from '../../shell/title.js';

export function DomainPage() {
  useTitle('Domain');
  return <h1>Domain</h1>;
}
