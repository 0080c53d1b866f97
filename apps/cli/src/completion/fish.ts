import { DOMAINS, valued, type Words } from './words.js';

/** A row for each word, which holds at one command; a function tells which command is being written. */
export const fishScript = (commands: readonly Words[]): string => `# fish completion for failover
function __failover_at
  set -l at ''
  set -l skip 0
  set -l words (commandline -opc)
  set -e words[1]
  for word in $words
    if test $skip = 1
      set skip 0
      continue
    end
    switch "$at $word"
      case ${valued(commands)
        .map((long) => `'* ${long}'`)
        .join(' ')}
        set skip 1
      case ${commands.flatMap(({ path }) => (path === '' ? [] : [`' ${path}'`])).join(' ')}
        set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c failover -f
${commands.flatMap(rows).join('\n')}`;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function rows({ path, subcommands, options, choices, takesFile, takesDomain }: Words): string[] {
  const row = `complete -c failover -n "__failover_at '${path === '' ? '' : ` ${path}`}'"`;
  return [
    ...subcommands.map(({ name, description }) => `${row} -a ${name} -d ${quoted(description)}`),
    ...(choices.length > 0 ? [`${row} -a ${quoted(choices.join(' '))}`] : []),
    ...(takesFile ? [`${row} -F`] : []),
    ...(takesDomain ? [`${row} -a '(${DOMAINS})'`] : []),
    ...options.map((option) => `${row}${optionWords(option)} -d ${quoted(option.description)}`),
  ];
}

function optionWords({ long, short, choices, takesValue, takesFile, asks }: Words['options'][number]): string {
  const names = `${short ? ` -s ${short.slice(1)}` : ''} -l ${long.slice(2)}`;
  if (!takesValue) return names;
  if (asks !== undefined) return `${names} -x -a '(${asks})'`;
  if (takesFile) return `${names} -r -F`;
  return choices.length > 0 ? `${names} -x -a ${quoted(choices.join(' '))}` : `${names} -x`;
}
