import { Argument, type Command } from 'commander';
import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { wordsOf } from '../completion/words.js';
import { zshScript } from '../completion/zsh.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript };
type Shell = keyof typeof SHELLS;

export function addCompletion(program: Command): void {
  const command = program
    .command('completion')
    .description('a script that lets a shell complete commands, options and their words')
    .addArgument(new Argument('<shell>').choices(Object.keys(SHELLS)))
    .action(acting(({ terminal }: Context, shell: Shell) => terminal.print(SHELLS[shell](wordsOf(program)))));
  withExamples(
    command,
    'source <(failover completion bash)      # in ~/.bashrc',
    'source <(failover completion zsh)       # in ~/.zshrc, after compinit',
    'failover completion fish > ~/.config/fish/completions/failover.fish',
  );
}
