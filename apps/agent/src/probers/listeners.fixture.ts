import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TLSSocket } from 'node:tls';
import { expect, onTestFinished, vi } from 'vitest';
import { type Certificate, certificateOf } from './certificates.fixture.js';

/** Listens on loopback until the test ends, and then wants every connection closed by who opened it. */
export async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  onTestFinished(async () => {
    try {
      await vi.waitFor(() => expect(sockets.size, 'connections that were left open').toBe(0), 5000);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });
  return (server.address() as AddressInfo).port;
}

/** It reads what comes, or it would not hear of a closed connection. */
export const listenTcp = (onSocket: (socket: Socket) => void = () => {}, host?: string, port?: number) =>
  listen(
    createServer((socket) => {
      socket.resume();
      onSocket(socket);
    }),
    host,
    port,
  );

export const listenTls = (certificate: Certificate, onSocket: (socket: TLSSocket) => void = () => {}) => {
  const server = createTls(certificate, (socket) => {
    socket.on('error', () => {}).resume();
    onSocket(socket);
  });
  return listen(server.on('tlsClientError', () => {}));
};

export const listenHttp = (handler: RequestListener, host?: string) => listen(createHttp(handler), host);

export const listenHttps = (
  name: string,
  handler: RequestListener,
  onServerName: (name: string) => void = () => {},
  certificate = certificateOf(name),
) =>
  listen(
    createHttps(
      {
        ...certificate,
        SNICallback: (servername, done) => {
          onServerName(servername);
          done(null);
        },
      },
      handler,
    ),
  );

/** A port of loopback on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
