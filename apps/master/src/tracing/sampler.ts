import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

const ROOTS: Readonly<Record<string, (ratio: number) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
};

/** As OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG say; without them every trace is sent, unless its caller decided otherwise. */
export function samplerOf(env: NodeJS.ProcessEnv, warn: (text: string) => void): Sampler {
  const name = env.OTEL_TRACES_SAMPLER?.trim() || 'parentbased_always_on';
  const argument = env.OTEL_TRACES_SAMPLER_ARG?.trim();
  const isRatio = argument !== undefined && argument !== '' && Number(argument) >= 0 && Number(argument) <= 1;
  const isParentBased = name.startsWith('parentbased_');
  const make = ROOTS[name.replace('parentbased_', '')];
  if (make === undefined) {
    warn(`OTEL_TRACES_SAMPLER is "${name}": known are ${Object.keys(ROOTS).join(', ')}, each also with parentbased_ before it`);
    return new ParentBasedSampler({ root: new AlwaysOnSampler() });
  }
  const root = make(isRatio ? Number(argument) : 1);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}
