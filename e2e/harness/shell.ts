import { Program } from './program.js';
import { type World } from './world.js';

/** One bash that runs block after block as a reader's terminal does: its variables and jobs stay. Its jobs end with it. */
export class Shell {
  private readonly program: Program;
  private blocks = 0;

  constructor(world: World, surroundings: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.program = world.own(Program.run('bash', 'bash', ['-uo', 'pipefail'], surroundings));
    this.program.child.stdin?.write(`trap 'kill $(jobs -p) 2> /dev/null' EXIT\n`);
  }

  /** The code is that of the last command that failed, or 0. */
  async run(commands: string): Promise<{ code: number; stdout: string; stderr: string }> {
    const { program } = this;
    const [out, err] = [program.stdout.length, program.stderr.length];
    const mark = `end of block ${(this.blocks += 1)}:`;
    program.child.stdin?.write(`failed=0; trap 'failed=$?' ERR; { ${commands}\n} < /dev/null; echo "${mark} $failed"\n`);
    const end = new RegExp(`${mark} (\\d+)\n`);
    await program.ready(() => end.test(program.stdout), { within: 60 });
    const [stdout = '', code] = program.stdout.slice(out).split(end);
    return { code: Number(code), stdout, stderr: program.stderr.slice(err) };
  }
}
