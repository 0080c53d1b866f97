import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** Of the process, whatever config is in force: what observes it is begun once, as it cannot be ended. */
export function ofTheProcess(): Registry {
  if (registry === undefined) collectDefaultMetrics({ register: (registry = new Registry()) });
  return registry!;
}
