import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { ConfigRefusal } from '../config/config-refusal.js';
import { CurrentConfig, type Prepared } from '../config/current-config.js';
import { timeFault, timeNote } from '../config/lints/certificate.js';
import { type ApiTls, type MasterConfig } from '../config/master-config.js';
import { collides, type Door, doorOf, isSameDoor, placeOf, refusalOf, urlOf } from './door.js';

const HANDSHAKE_MS = 10_000;
/** So long what was asked at an address that is given up may take. */
const GRACE_MS = 5000;

interface Open {
  door: Door;
  server: Server | SecureServer;
}

/**
 * Where the API listens. A reload opens another address before the old one is closed; where both cannot be open at once the old one
 * makes way for that moment, and comes back when the new one cannot be opened.
 */
@Injectable()
export class ApiListener implements BeforeApplicationShutdown {
  private readonly log = new Logger('Api');
  private current: Open | undefined;

  constructor(
    private readonly config: CurrentConfig,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {
    config.beforeChange((next) => this.prepare(next));
    config.onChange(({ api }) => this.lookAt(api.tls));
  }

  /** Opens what the config says, and tells its address. */
  async open(): Promise<string> {
    await this.fastify.ready();
    this.current = await this.opened(this.config.value);
    this.lookAt(this.config.value.api.tls);
    return this.url;
  }

  beforeApplicationShutdown(): void {
    this.current?.server.close();
    this.current?.server.closeAllConnections();
  }

  /** A certificate that nobody accepts is used all the same: without the API, DNS would not be served either. */
  private lookAt(tls: ApiTls | null): void {
    const fault = timeFault(tls, Date.now());
    if (tls !== null && fault?.isUseless === true) this.log.error(timeNote(tls, fault));
  }

  private get url(): string {
    const { door, server } = this.current!;
    return urlOf(door, server.address() as AddressInfo);
  }

  private async prepare(next: MasterConfig): Promise<Prepared> {
    const before = this.current;
    const wanted = doorOf(next.api);
    if (next.api.tls !== null) createSecureContext(contextOf(next.api.tls));
    if (before === undefined) return { done() {}, undone() {} };
    if (isSameDoor(before.door, wanted)) return { done: () => this.renew(before, next), undone() {} };
    const makesWay = collides(before.door, wanted);
    if (makesWay) before.server.close();
    const comeBack = async () => {
      if (makesWay) await listening(before.server, before.door);
    };
    let opened: Open;
    try {
      opened = await this.opened(next);
    } catch (error) {
      await comeBack();
      throw new ConfigRefusal(refusalOf(error, before.door, wanted));
    }
    return {
      done: () => {
        this.current = opened;
        this.log.log(`listening on ${this.url}, no more on ${placeOf(before.door)}`);
        end(before.server);
      },
      undone: async () => {
        opened.server.close();
        opened.server.closeAllConnections();
        await comeBack();
      },
    };
  }

  /** Connections that come from now on are shown the new certificate. */
  private renew({ server }: Open, { api: { tls } }: MasterConfig): void {
    if (tls !== null && 'setSecureContext' in server) server.setSecureContext(contextOf(tls));
  }

  private async opened({ api }: MasterConfig): Promise<Open> {
    const door = doorOf(api);
    const server = this.serverOf(api.tls, door);
    await listening(server, door);
    return { door, server };
  }

  private serverOf(tls: ApiTls | null, { asksForCertificate }: Door): Server | SecureServer {
    const { fastify } = this;
    const { keepAliveTimeout, requestTimeout } = fastify.server;
    const options = { keepAliveTimeout, requestTimeout };
    const server =
      tls === null
        ? createServer(options)
        : // Whether a certificate is good enough is for the route to say: people need none.
          createSecureServer({
            ...options,
            ...contextOf(tls),
            handshakeTimeout: HANDSHAKE_MS,
            requestCert: asksForCertificate,
            rejectUnauthorized: false,
          });
    server.on('request', (request, response) => fastify.routing(request, response));
    return server.on('clientError', (error, socket) => fastify.server.emit('clientError', error, socket));
  }

  private get fastify(): FastifyInstance {
    return this.host.httpAdapter.getInstance();
  }
}

const contextOf = ({ cert, key, clientCa }: ApiTls): SecureContextOptions => ({
  cert,
  key,
  minVersion: 'TLSv1.2',
  ...(clientCa === undefined ? {} : { ca: clientCa }),
});

function listening(server: Server | SecureServer, { address, port }: Door): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: address, port }, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}

function end(server: Server | SecureServer): void {
  server.close();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
}
