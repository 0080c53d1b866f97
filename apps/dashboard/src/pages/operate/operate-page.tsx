import { useTitle } from '../../shell/title.js';

export function OperatePage() {
  useTitle('Operate');
  return <h1>Operate</h1>;
}
