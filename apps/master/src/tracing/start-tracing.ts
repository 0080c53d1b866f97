import { type Tracing } from './tracing.js';

/** Whether the standard environment variables ask for traces, and why not when they ask for what there is not. */
export function wanted(env: NodeJS.ProcessEnv): { isOn: boolean; fault?: string } {
  const exporter = env.OTEL_TRACES_EXPORTER?.trim() ?? '';
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || exporter === 'none') return { isOn: false };
  if (exporter === '') return { isOn: Boolean(endpoint) };
  if (exporter === 'otlp') return { isOn: true };
  return { isOn: false, fault: `OTEL_TRACES_EXPORTER is "${exporter}": only otlp and none are known, so there are no traces` };
}

/** undefined: no traces are wanted, and nothing of OpenTelemetry is loaded. */
export async function startTracing(env: NodeJS.ProcessEnv, warn: (text: string) => void): Promise<Tracing | undefined> {
  const { isOn, fault } = wanted(env);
  if (fault !== undefined) warn(fault);
  if (!isOn) return undefined;
  const { Tracing } = await import('./tracing.js');
  return new Tracing(env, warn);
}
