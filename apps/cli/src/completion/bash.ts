import { DOMAINS, filed, valued, type Words } from './words.js';

/** Walks to the command that is being written, then offers what may follow the last word. */
export const bashScript = (commands: readonly Words[]): string => `# bash completion for failover
_failover() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${patterns(valued(commands))}) ((i++)) ;;
      ${commands.flatMap(({ path }) => (path === '' ? [] : [`' ${path}'`])).join(' | ')}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${commands.flatMap(choiceCases).join('\n')}
    ${patterns(filed(commands))}) _failover_files; return ;;
    ${patterns(valued(commands))}) return ;;
  esac
  case "$at" in
${commands.map(commandCase).join('\n')}
  esac
}
_failover_words() { COMPREPLY+=($(compgen -W "$1" -- "$cur")); }
_failover_files() { compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$cur")); }
complete -F _failover failover`;

const patterns = (options: readonly string[]): string => options.map((long) => `*' ${long}'`).join(' | ');
const at = (path: string): string => (path === '' ? '' : ` ${path}`);

const choiceCases = ({ path, options }: Words): string[] =>
  options
    .filter(({ choices, asks }) => choices.length > 0 || asks !== undefined)
    .map(({ long, choices, asks }) => {
      const words = asks === undefined ? `'${choices.join(' ')}'` : `"$(${asks})"`;
      return `    '${at(path)} ${long}') _failover_words ${words}; return ;;`;
    });

function commandCase({ path, subcommands, options, choices, takesFile, takesDomain }: Words): string {
  const flags = options.flatMap(({ long, short }) => (short ? [short, long] : [long]));
  const words = [...subcommands.map(({ name }) => name), ...choices].join(' ');
  const domains = takesDomain ? `_failover_words "$(${DOMAINS})"` : '';
  const others = takesFile
    ? '_failover_files'
    : [words && `_failover_words '${words}'`, domains].filter(Boolean).join('; ') || ':';
  return `    '${at(path)}') if [[ $cur == -* ]]; then _failover_words '${flags.join(' ')}'; else ${others}; fi ;;`;
}
