import { Agent, fetch as fetchWith } from 'undici';
import { type Tls } from '../settings/tls.js';

export type Fetch = (request: Request) => Promise<Response>;

/** `fetch` that knows the master by what the settings say, and shows it what they say; the usual one if they say nothing. */
export function fetchOver(tls: Tls): Fetch {
  if (Object.keys(tls).length === 0) return (request) => fetch(request);
  const dispatcher = new Agent({ connect: { ...tls } });
  return async (request) => {
    const { url, method, headers, signal } = request;
    const body = request.body === null ? {} : { body: await request.text() };
    const reply = await fetchWith(url, { method, headers: [...headers], signal, dispatcher, ...body });
    return reply as unknown as Response;
  };
}
