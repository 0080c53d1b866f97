import { type OpenAPIObject } from '@nestjs/swagger';
import { addExamples } from './openapi-examples.js';
import { letNullsIn } from './openapi-null.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'put', 'post', 'delete'] as const;

/** Problems that come with what an operation takes, so that no route has to name them, nor can forget them. */
const WITH_BODY = {
  400: 'the body is not JSON, is nested too deep, or a field of it is wrong: errors say which',
  413: 'the body, unpacked, has more than 1 MiB',
  415: 'the body is not application/json, or is packed otherwise than by gzip',
};
const WITH_PATH = { 400: 'the path cannot be decoded', 404: 'there is no such thing' };
const ANY = { 429: 'more than api.rate_limit lets through (Retry-After)' };
const WITH_QUERY = { 400: 'a parameter of the query is wrong' };

/** The document with what holds for every operation: nulls, problems, a word about each reply, and examples. */
export function completed(document: OpenAPIObject): OpenAPIObject {
  letNullsIn(document);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      for (const response of Object.values(operation.responses)) {
        if (response && 'description' in response) response.description ||= operation.summary ?? '';
      }
      const takes = (place: string) => operation.parameters?.some((one) => 'in' in one && one.in === place) === true;
      if (!path.startsWith('/health/')) addProblems(operation, ANY);
      if (operation.requestBody !== undefined) addProblems(operation, WITH_BODY);
      if (takes('path')) addProblems(operation, WITH_PATH);
      if (takes('query')) addProblems(operation, WITH_QUERY);
      addExamples(operation, document);
    }
  }
  return document;
}

function addProblems({ responses }: Operation, problems: Record<number, string>): void {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } };
  for (const [status, description] of Object.entries(problems)) responses[status] ??= { description, content: { ...content } };
}
