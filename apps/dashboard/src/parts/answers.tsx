import { shownAddresses } from '../lib/answers.js';
import { SourceTag } from './tags.js';

/** What is answered now, in one line. */
export function Answers({ addresses, source }: { addresses: readonly string[]; source: string }) {
  const { shown, more } = shownAddresses(addresses);
  return (
    <span class="ips" title={addresses.join('\n')}>
      {shown.map((address) => (
        <code key={address}>{address}</code>
      ))}
      {more > 0 && <span class="quiet">{`+${more}`}</span>}
      <SourceTag source={source} />
    </span>
  );
}
