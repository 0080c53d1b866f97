import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'put', 'post', 'delete'] as const;
/** What agents call; the others are for people and their programs. */
const AGENTS = ['/api/v1/tasks', '/api/v1/report', '/api/v1/reports'];

/** Problems that the doors before every controller answer with, so that no route has to name them, nor can forget them. */
const ANY = {
  401: 'a token or certificate is needed, or the one that came is wrong',
  429: 'more comes than one caller needs (Retry-After)',
};
const WITH_BODY = {
  400: 'the body is not JSON, is nested too deep, or a field of it is wrong: errors say which',
  413: 'the body has more than 1 MiB',
  415: 'the body is not application/json',
};

/** The document with what holds for every operation: the problems of the doors, who may call, and a word about each reply. */
export function completed(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      for (const response of Object.values(operation.responses)) {
        if (response && 'description' in response) response.description ||= operation.summary ?? '';
      }
      if (!path.startsWith('/api/v1/')) continue;
      addProblems(operation, ANY);
      if (operation.requestBody !== undefined) addProblems(operation, WITH_BODY);
      operation.security ??= AGENTS.includes(path) ? [{ agent: [] }] : [{}, { bearer: [] }];
    }
  }
  return document;
}

function addProblems({ responses }: Operation, problems: Record<number, string>): void {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } };
  for (const [status, description] of Object.entries(problems)) responses[status] ??= { description, content };
}
