import { DOMAINS, filed, valued, type Words } from './words.js';

/** As in bash, with descriptions. `path` would be the search path, so the place is called `at`. */
export const zshScript = (commands: readonly Words[]): string => `#compdef failover
# zsh completion for failover
_failover() {
  local at='' prev=\${words[CURRENT-1]} i
  local -a subcommands options
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      (${patterns(valued(commands))}) ((i++)) ;;
      (${commands.flatMap(({ path }) => (path === '' ? [] : [`' ${path}'`])).join('|')}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at $prev" in
${commands.flatMap(choiceCases).join('\n')}
    (${patterns(filed(commands))}) _files; return ;;
    (${patterns(valued(commands))}) return ;;
  esac
  case "$at" in
${commands.map(commandCase).join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  elif (( \${#subcommands} )); then
    _describe command subcommands
  fi
}
if [[ \${funcstack[1]} == _failover ]]; then _failover "$@"; else compdef _failover failover; fi`;

const patterns = (options: readonly string[]): string => options.map((long) => `*' ${long}'`).join('|');
const at = (path: string): string => (path === '' ? '' : ` ${path}`);
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
/** `name:description`, a colon in the name escaped. */
const described = (name: string, description: string): string => quoted(`${name.replaceAll(':', '\\:')}:${description}`);

const choiceCases = ({ path, options }: Words): string[] =>
  options
    .filter(({ choices, asks }) => choices.length > 0 || asks !== undefined)
    .map(({ long, choices, asks }) => {
      const words = asks === undefined ? choices.join(' ') : `\${(f)"$(${asks})"}`;
      return `    ('${at(path)} ${long}') compadd -- ${words}; return ;;`;
    });

function commandCase({ path, subcommands, options, choices, takesFile, takesDomain }: Words): string {
  const flags = options.flatMap(({ long, short, description }) =>
    (short ? [short, long] : [long]).map((name) => described(name, description)),
  );
  const words = [...subcommands.map((one) => described(one.name, one.description)), ...choices.map(quoted)];
  const others = takesFile ? '_files' : takesDomain ? `compadd -- \${(f)"$(${DOMAINS})"}` : null;
  const more = others === null ? '' : ` [[ $PREFIX == -* ]] || ${others}`;
  return `    (${quoted(at(path))}) options=(${flags.join(' ')}) subcommands=(${words.join(' ')});${more} ;;`;
}
