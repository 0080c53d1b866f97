import { type FastifyInstance } from 'fastify';

/** No body of this API needs more than 6. */
const MAX_DEPTH = 32;

/** Refuses JSON that is nested deeper than any reader would expect: what follows each level by a call of its own would run out of stack. */
export function limitNesting(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    void parse(request, body, (error, value: unknown) => {
      if (error !== null) return done(error);
      if (!isDeeper(value, MAX_DEPTH)) return done(null, value);
      done(Object.assign(new Error(`the body is nested deeper than ${MAX_DEPTH} levels`), { statusCode: 400 }));
    });
  });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, levels - 1));
  // No list of the values is made: batches have a thousand objects.
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}
