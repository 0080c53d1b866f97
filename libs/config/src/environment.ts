const REFERENCE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{/g;

export interface Expansion {
  text: string;
  /** The name, when the scalar is one reference and nothing else. */
  whole: string | undefined;
  /** Variables that are not set and have no default. */
  missing: string[];
  /** It holds a `${` that is no reference. */
  malformed: boolean;
}

/** Replaces `${NAME}` and `${NAME:-default}` (also used when NAME is empty); `$${` stands for `${` itself. */
export function expand(text: string, env: NodeJS.ProcessEnv): Expansion {
  const expansion: Expansion = { text, whole: undefined, missing: [], malformed: false };
  if (!text.includes('${')) return expansion;
  expansion.text = text.replace(REFERENCE, (match: string, name: string | undefined, otherwise: string | undefined) => {
    if (match === '$${') return '${';
    if (name === undefined) {
      expansion.malformed = true;
      return match;
    }
    if (match === text) expansion.whole = name;
    const value = env[name];
    if (otherwise !== undefined) return value === undefined || value === '' ? otherwise : value;
    if (value === undefined) expansion.missing.push(name);
    return value ?? '';
  });
  return expansion;
}
