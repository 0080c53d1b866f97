import { useTitle } from '../../shell/title.js';

export function AgentsPage() {
  useTitle('Agents');
  return <h1>Agents</h1>;
}
