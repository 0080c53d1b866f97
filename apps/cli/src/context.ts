import { type Command } from 'commander';
import { Api } from './client/api.js';
import { Terminal } from './output/terminal.js';
import { type Flags, readSettings, type Settings } from './settings/settings.js';

/** The options that every command has. */
export interface GlobalOptions extends Flags {
  timeout: number;
  json?: boolean;
  utc?: boolean;
}

/** What a command works with; settings are read when something needs the master. */
export class Context {
  readonly terminal: Terminal;
  private readSettings: Settings | undefined;
  private madeApi: Api | undefined;

  constructor(readonly options: GlobalOptions) {
    this.terminal = new Terminal(options.json === true, options.utc === true);
  }

  get settings(): Settings {
    if (this.readSettings === undefined) {
      this.readSettings = readSettings(this.options);
      for (const warning of this.readSettings.warnings) this.terminal.warn(warning);
    }
    return this.readSettings;
  }

  get api(): Api {
    return (this.madeApi ??= new Api(this.settings, this.options.timeout));
  }
}

/** An action of a command: gets the context, then what commander passes. Returns an exit code, or nothing: 0. */
export function acting<Args extends unknown[]>(
  work: (context: Context, ...args: Args) => Promise<number | void> | number | void,
) {
  return async (...args: [...Args, Command]): Promise<void> => {
    const command = args.pop() as Command;
    const code = await work(new Context(command.optsWithGlobals<GlobalOptions>()), ...(args as unknown as Args));
    if (typeof code === 'number') process.exitCode = code;
  };
}
