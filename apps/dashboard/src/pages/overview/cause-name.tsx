import { OTHER_CAUSES } from './filter.js';

/** A cause as the filter has it: `target:192.0.2.44:443` */
export function CauseName({ cause }: { cause: string }) {
  return cause === OTHER_CAUSES ? <>other causes</> : <code>{cause.slice(cause.indexOf(':') + 1)}</code>;
}
