import { expect, it } from 'vitest';
import { wanted } from './start-tracing.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://192.0.2.1:4318' };

it.each<[NodeJS.ProcessEnv, boolean]>([
  [{}, false],
  [{ OTEL_SERVICE_NAME: 'dns' }, false],
  [ENDPOINT, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://192.0.2.1:4318/v1/traces' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
  [{ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, false],
  [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, false],
  [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'false' }, true],
])('%j: traces are on is %s', (env, isOn) => expect(wanted(env)).toEqual({ isOn }));

it('says what exporter there is', () => {
  expect(wanted({ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'zipkin' })).toEqual({
    isOn: false,
    fault: 'OTEL_TRACES_EXPORTER is "zipkin": only otlp and none are known, so there are no traces',
  });
});
