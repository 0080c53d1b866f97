import { nearest } from '@failover-dns/config';
import { Failure } from '../failure.js';
import { type Api, Problem } from './api.js';

/** The name that was probably meant: one that it begins, or one with few other letters. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const wanted = plain(name);
  const begun = known.find((one) => plain(one).startsWith(`${wanted}.`));
  if (begun !== undefined) return begun;
  const near = nearest(wanted, known.map(plain));
  return known.find((one) => plain(one) === near);
}

/** `nearest` takes - for _, as keys have it. */
const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '').replaceAll('-', '_');

/** Does what is about a domain; a domain that there is not is told with the nearest that there is. */
export async function ofDomain<Result>(api: Api, name: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404 || !error.detail.startsWith('no domain ')) throw error;
    throw new Failure(error.detail, await suggestions(api, name), error.code);
  }
}

/** The same about an agent. */
export async function ofAgent<Result>(api: Api, id: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404 || !error.detail.startsWith('no agent ')) throw error;
    const { agents } = await api.call((client, signal) => client.GET('/api/v1/agents', { signal }));
    throw new Failure(
      error.detail,
      hints(
        id,
        agents.map((agent) => agent.id),
        'agents',
      ),
      error.code,
    );
  }
}

/** `did you mean …`, or the names that there are. */
export async function suggestions(api: Api, name: string): Promise<string[]> {
  return hints(name, await namesOf(api), 'domains');
}

function hints(name: string, known: readonly string[], things: string): string[] {
  const near = nearestName(name, known);
  if (near !== undefined) return [`did you mean ${near}?`];
  const some = known.slice(0, 10).join(', ');
  return [known.length === 0 ? `the master knows no ${things}` : `the ${things} are ${some}${known.length > 10 ? ' …' : ''}`];
}

export async function namesOf(api: Api): Promise<string[]> {
  const { domains } = await api.call((client, signal) => client.GET('/api/v1/domains', { signal }));
  return domains.map(({ domain }) => domain);
}
