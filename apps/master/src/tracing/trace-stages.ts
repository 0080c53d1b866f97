import { type INestApplication } from '@nestjs/common';
import { type Attributes, context, ROOT_CONTEXT, type Span, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { type Stage } from './stages.js';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Puts a span around each call of the stages. Nothing of it is in the stages themselves, so what is not traced pays nothing. */
export function traceStages(app: INestApplication, stages: readonly Stage[], tracer: Tracer): void {
  for (const stage of stages) {
    const target = (stage.isMany ? stage.of.prototype : app.get(stage.of, { strict: false })) as object;
    const method: unknown = Reflect.get(target, stage.method);
    if (typeof method !== 'function') throw new Error(`${stage.of.name} has no method ${stage.method} to trace`);
    Reflect.set(target, stage.method, traced(stage, method as Method, tracer));
  }
}

function traced({ span: name, isRoot, attributes, outcome }: Stage, method: Method, tracer: Tracer): Method {
  if (name === null) {
    return function (this: unknown, ...args) {
      return context.with(ROOT_CONTEXT, () => method.apply(this, args));
    };
  }
  const about = attributes as ((...args: unknown[]) => Attributes) | undefined;
  const of = outcome as ((result: unknown) => { attributes: Attributes; isFault: boolean }) | undefined;
  return function (this: unknown, ...args) {
    const parent = isRoot ? ROOT_CONTEXT : context.active();
    const span = tracer.startSpan(name, { attributes: about?.(...args) ?? {} }, parent);
    const done = (result: unknown): unknown => {
      const told = of?.(result);
      if (told) span.setAttributes(told.attributes);
      if (told?.isFault) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      return result;
    };
    return context.with(trace.setSpan(parent, span), () => {
      try {
        const result = method.apply(this, args);
        return result instanceof Promise ? result.then(done, (error: unknown) => failed(span, error)) : done(result);
      } catch (error) {
        return failed(span, error);
      }
    });
  };
}

/** Without the message: it may repeat what somebody wrote. */
function failed(span: Span, error: unknown): never {
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  throw error;
}
