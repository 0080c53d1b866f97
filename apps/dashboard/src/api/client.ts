import { effectiveToken, needsToken } from '../store/tokens.js';
import type { Problem } from './types.js';

const TIMEOUT_MS = 15_000;

/** An answer that is an error, or none, also where nothing could be sent: `status` 0. `message` is the master's `detail`, a whole sentence. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problem: Problem | null = null,
  ) {
    super(message);
  }

  /** The master said no, and would again. Else it did not answer, or not now: it may have done what was asked all the same. */
  get isRefusal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export const asApiError = (error: unknown): ApiError => (error instanceof ApiError ? error : new ApiError(0, String(error)));

interface Options {
  signal?: AbortSignal;
  /** Another token than the one that is kept: to try it. */
  token?: string;
}

/** `get<AgentsDto>('/api/v1/agents')`; throws an ApiError. */
export const get = <Reply>(path: string, options: Options = {}): Promise<Reply> => call<Reply>('GET', path, undefined, options);

export const send = <Reply>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<Reply> => call<Reply>(method, path, body, options);

export const getText = async (path: string, options: Options = {}): Promise<string> =>
  (await request('GET', path, undefined, options)).text();

async function call<Reply>(method: string, path: string, body: unknown, options: Options): Promise<Reply> {
  const response = await request(method, path, body, options);
  if (response.status === 204) return undefined as Reply;
  try {
    return (await response.json()) as Reply;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, 'the reply of the master broke off');
  }
}

async function request(method: string, path: string, body: unknown, { signal, token }: Options): Promise<Response> {
  // Quotation marks of a text program, of which a header of HTTP has no way to tell.
  const odd = /[^\t\x20-\xff]/.exec(token ?? '')?.[0];
  if (odd !== undefined) throw new ApiError(0, `a token cannot have the character ${odd}`);
  const headers = new Headers(authorization(token));
  if (body !== undefined) headers.set('content-type', 'application/json');
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const init: RequestInit = { method, headers, signal: signal ? AbortSignal.any([signal, limit]) : limit };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await reach(path, init);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && token === undefined && method === 'GET') needsToken.value = true;
  throw new ApiError(response.status, problem?.detail ?? `the master answered ${response.status}`, problem);
}

export function authorization(token = effectiveToken.peek()): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted && error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'the master does not answer');
  }
}

async function problemOf(response: Response): Promise<Problem | null> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return null;
  }
}
