import { createHash } from 'node:crypto';
import { type Path, rules, show } from '@failover-dns/config';
import { type AgentConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { type ApiTlsSection } from '../sections/api.section.js';
import { type NamedAgentSection } from '../sections/named-agent.section.js';

/** The named agents: each id once, and each token for one of them. */
export function compileAgents(
  sections: readonly (NamedAgentSection | undefined)[],
  tls: ApiTlsSection | undefined,
  report: Report,
): AgentConfig[] {
  const ids = new Map<string, Path>();
  const hashes = new Map<string, Path>();
  return sections.flatMap((section, index): AgentConfig[] => {
    if (section?.id === undefined) return [];
    const at = ['agents', index];
    const first = ids.get(section.id);
    if (first !== undefined) {
      const hint = `it stands on line ${report.line(first)} already`;
      report.fault([...at, 'id'], `${show(section.id)} again`, 'each agent once', hint);
    }
    ids.set(section.id, [...at, 'id']);
    if (section.certificate !== undefined && (tls?.client_ca === undefined || tls.client_auth === 'off'))
      report.fault(
        [...at, 'certificate'],
        'a certificate that is not asked for',
        'api.tls with `client_ca`, and `client_auth` not off',
      );
    return [
      {
        id: section.id,
        tokenHashes: compileTokens(section, at, hashes, report),
        tags: rules.splitTags(section.tags),
        certificate: section.certificate,
      },
    ];
  });
}

function compileTokens(section: NamedAgentSection, at: Path, seen: Map<string, Path>, report: Report): string[] {
  const keys = ['token', 'token_sha256'].flatMap((key) => [key, `${key}_file`]).filter((key) => report.isSet([...at, key]));
  const broken = ['token', 'token_sha256'].some(
    (key) => report.isBroken([...at, key]) || report.isBroken([...at, `${key}_file`]),
  );
  if (keys.length === 0 && !broken) report.fault([...at, 'token'], 'nothing', 'a token, or token_sha256');
  if (section.token !== undefined && section.token_sha256 !== undefined) {
    const hint = 'a rotation takes two of one kind';
    report.fault([...at, 'token_sha256'], `token on line ${report.line([...at, 'token'])} as well`, 'one of the two', hint);
  }
  const plain = (section.token ?? []).map((token) => token && createHash('sha256').update(token).digest('hex'));
  return [
    ...onceEach(plain, [...at, 'token'], seen, report),
    ...onceEach(section.token_sha256 ?? [], [...at, 'token_sha256'], seen, report),
  ];
}

function onceEach(hashes: readonly (string | undefined)[], at: Path, seen: Map<string, Path>, report: Report): string[] {
  return hashes.flatMap((hash, index) => {
    if (hash === undefined) return [];
    const first = seen.get(hash.toLowerCase());
    const place = [...at, index];
    if (first !== undefined) {
      const hint = `it stands on line ${report.line(first)} already`;
      report.fault(place, '(secret) again', 'each token once', hint);
    }
    seen.set(hash.toLowerCase(), place);
    return [hash.toLowerCase()];
  });
}
