import type { DomainRow } from '../api/types.js';

const KINDS = [
  ['maintenance', 'in maintenance'],
  ['drain', 'draining'],
  ['force_up', 'forced up'],
  ['force_down', 'forced down'],
] as const;

/** What operators set: no state, so it stands beside the name. */
export function OverrideTags({ overrides }: { overrides: DomainRow['overrides'] }) {
  return (
    <>
      {KINDS.filter(([kind]) => overrides[kind] > 0).map(([kind, words]) => (
        <span key={kind} class="tag over">{`${overrides[kind]} ${words}`}</span>
      ))}
    </>
  );
}

const SOURCES: Readonly<Record<string, string>> = {
  fallback: 'fallback',
  all_targets: 'all targets',
  last_good: 'last good',
  nodata: 'no address',
  servfail: 'server failure',
};

/** Where the answer comes from, when that is not the targets that are up. */
export function SourceTag({ source }: { source: string }) {
  const words = SOURCES[source];
  return words === undefined ? null : <span class={source === 'fallback' ? 'tag fallback' : 'tag'}>{words}</span>;
}
