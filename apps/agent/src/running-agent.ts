import { isDeepStrictEqual } from 'node:util';
import { FileWatch, fingerprint, formatFault } from '@failover-dns/config';
import { LineLogger } from '@failover-dns/daemon';
import { type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { type AgentConfig } from './config/agent-config.js';
import { type AgentConfigRead, readAgentConfig } from './config/read-agent-config.js';
import { ReloadState } from './config/reload-state.js';
import { LastTasks } from './tasks/last-tasks.js';
import { startFault } from './start-fault.js';
import { VERSION } from './version.js';

/**
 * The agent at work. A changed config is read whole: without a fault, the work begins anew with it; else the one before stays in force.
 */
export class RunningAgent {
  private readonly log = new Logger('agent');
  private readonly state = new ReloadState();
  private readonly last = new LastTasks();
  private readonly logSettings: AgentConfig['log'];
  private readonly logger: LineLogger;
  private readonly watch = new FileWatch(
    () => this.look(),
    () => this.reload('a change of the file'),
  );
  private app: INestApplicationContext | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private read: string | undefined;
  private isEnding = false;

  constructor(
    private readonly file: string,
    private config: AgentConfig,
    private files: readonly string[],
  ) {
    this.logSettings = { ...config.log };
    this.logger = new LineLogger(this.logSettings);
  }

  /** Signals may come meanwhile: what they ask for waits. */
  start(): Promise<void> {
    const started = this.look().then(async () => {
      await this.begin(this.config);
      this.log.log(`${this.config.agent_id} started, version ${VERSION}; ${mastersOf(this.config)}`);
      this.watch.start();
    });
    this.queue = started.catch(() => undefined);
    return started;
  }

  /** Reads the config anew. One after the other; never rejects. */
  reload(by: string): Promise<void> {
    const result = this.queue.then(() => (this.isEnding ? undefined : this.attempt(by)));
    this.queue = result;
    return result;
  }

  async end(): Promise<void> {
    this.isEnding = true;
    this.watch.stop();
    await this.queue;
    await this.app?.close();
  }

  private async attempt(by: string): Promise<void> {
    const read = await this.readAnew();
    this.state.isSuccessful = 'config' in read;
    if (!('config' in read)) {
      for (const fault of read.faults) this.log.error(formatFault(fault));
      this.log.error(`not reloaded by ${by}: ${this.file} has faults; the config before stays in force`);
    } else if (isDeepStrictEqual(read.config, this.config))
      this.log.log(`reloaded by ${by}: ${this.file} says what it said before`);
    else await this.exchange(read.config, by);
  }

  /** What is written while it is read is seen at the next look. */
  private async readAnew(): Promise<AgentConfigRead> {
    const before = await fingerprint(this.files);
    const read = readAgentConfig(this.file);
    const isSame = read.files.join() === this.files.join();
    this.files = read.files;
    this.read = isSame ? before : await fingerprint(this.files);
    return read;
  }

  private async exchange(next: AgentConfig, by: string): Promise<void> {
    const before = this.config;
    await this.app?.close();
    try {
      await this.begin(next);
      this.config = next;
      this.log.log(`reloaded by ${by}: ${this.file} is in force; ${next.agent_id}, ${mastersOf(next)}`);
    } catch (error) {
      this.state.isSuccessful = false;
      this.log.error(`not reloaded by ${by}: ${startFault(error)}; the config before stays in force`);
      await this.begin(before);
    }
  }

  private async begin(config: AgentConfig): Promise<void> {
    Object.assign(this.logSettings, config.log);
    const module = AppModule.with(config, this.state, this.last);
    this.app = await NestFactory.createApplicationContext(module, { logger: this.logger, abortOnError: false });
  }

  private async look(): Promise<{ now: string; read: string }> {
    const now = await fingerprint(this.files);
    return { now, read: (this.read ??= now) };
  }
}

const mastersOf = ({ servers }: AgentConfig): string =>
  `working for ${servers.map(({ name, url, tags }) => `${name} ${url} [${tags.join(', ')}]`).join('; ')}`;
