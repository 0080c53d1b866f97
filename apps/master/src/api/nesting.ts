import { type FastifyInstance } from 'fastify';

/** No body of this API needs more than 6. */
const MAX_DEPTH = 32;

/** Refuses JSON that is nested deeper than any reader would expect: what follows each level by a call of its own would run out of stack. */
export function limitNesting(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (!isTooDeep(body)) return parse(request, body, done);
    const message = `the body is nested deeper than ${MAX_DEPTH} levels`;
    done(Object.assign(new Error(message), { statusCode: 400 }));
  });
}

const [QUOTE, BACKSLASH, BRACKET, BRACE, END_BRACKET, END_BRACE] = ['"', '\\', '[', '{', ']', '}'].map((c) => c.charCodeAt(0));

/** Looks at brackets outside of strings; whether it is JSON at all is for the parser to say. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === BRACE || code === BRACKET) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === END_BRACE || code === END_BRACKET) depth--;
  }
  return false;
}

/** Where the quote is that ends it, which no odd number of backslashes is before. */
function endOfString(text: string, start: number): number {
  for (let at = start; ;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((at - before) % 2 === 1) return at;
  }
}
