import { Logger } from '@nestjs/common';
import { type AnswerSpec, DnsServer, type ListenAddress, type ZoneSpec } from '@failover-dns/dns';
import { type MasterConfig } from '../config/master-config.js';

/** How long an address that is given up goes on to be answered on. */
const LINGER_MS = 1000;

export interface Engine {
  /** As it was asked for: a port of 0 stays 0. */
  listen: readonly ListenAddress[];
  server: DnsServer;
}

const nameOf = ({ address, port }: ListenAddress): string => `${address} ${port}`;

/** The running engines: one, until a reload adds an address. All answer from the same zones. */
export class Engines {
  private readonly log = new Logger('Dns');
  private running: readonly Engine[] = [];
  /** Those whose addresses were given up, until they are closed. */
  private readonly lingering = new Set<Engine>();

  servers(): readonly DnsServer[] {
    return this.running.map(({ server }) => server);
  }

  /** Those of `wanted` that no engine listens on. */
  missing(wanted: readonly ListenAddress[]): ListenAddress[] {
    const open = new Set(this.running.flatMap(({ listen }) => listen.map(nameOf)));
    return wanted.filter((one) => !open.has(nameOf(one)));
  }

  /** The engines that have no address of `wanted`, and the addresses that the others would have to give up. */
  leaving(wanted: readonly ListenAddress[]): { engines: Engine[]; stuck: ListenAddress[] } {
    const names = new Set(wanted.map(nameOf));
    const isStaying = ({ listen }: Engine): boolean => listen.some((one) => names.has(nameOf(one)));
    const stuck = this.running.filter(isStaying).flatMap(({ listen }) => listen.filter((one) => !names.has(nameOf(one))));
    return { engines: this.running.filter((engine) => !isStaying(engine)), stuck };
  }

  /** Starts an engine, which answers but is not among the running ones yet. Rejects with BindError. */
  async open({ dns }: MasterConfig, listen: readonly ListenAddress[], zones: readonly ZoneSpec[]): Promise<Engine> {
    // What lingers may be what is wanted again.
    await Promise.all([...this.lingering].map((engine) => this.end(engine)));
    const server = new DnsServer({ ...dns, listen, onFault: (message) => this.log.error(message) });
    await server.start(zones);
    return { listen, server };
  }

  /** Takes new engines in, and lets others go once those who asked them have their answers. */
  change(opened: readonly Engine[], leaving: readonly Engine[]): void {
    this.running = [...this.running.filter((engine) => !leaving.includes(engine)), ...opened];
    for (const { address, port } of opened.flatMap(({ server }) => server.addresses()))
      this.log.log(`answering on ${address} port ${port}, UDP and TCP`);
    for (const engine of leaving) {
      this.lingering.add(engine);
      setTimeout(() => void this.end(engine), LINGER_MS).unref();
    }
  }

  /** Throws as DnsServer.update does. */
  update(domain: string, answer: AnswerSpec): void {
    for (const { server } of this.running) server.update(domain, answer);
    for (const { server } of this.lingering) server.update(domain, answer);
  }

  async reload(zones: readonly ZoneSpec[]): Promise<void> {
    await Promise.all([...this.running, ...this.lingering].map(({ server }) => server.reload(zones)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.running, ...this.lingering].map(({ server }) => server.close()));
  }

  private async end(engine: Engine): Promise<void> {
    if (!this.lingering.delete(engine)) return;
    for (const { address, port } of engine.server.addresses()) this.log.log(`no longer answering on ${address} port ${port}`);
    await engine.server.close();
  }
}
