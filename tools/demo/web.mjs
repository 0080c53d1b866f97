import { once } from 'node:events';
import { createServer } from 'node:http';

/** A web page on loopback that can be stopped, as by a power cut, and started again. */
export class Web {
  #server;
  #page;

  constructor(address, port, page) {
    this.address = address;
    this.port = port;
    this.#page = page;
  }

  get url() {
    return `http://${this.address}:${this.port}/`;
  }

  get running() {
    return this.#server !== undefined;
  }

  async start() {
    if (this.running) return;
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(`${this.#page}\n`);
    });
    this.#server = server;
    await once(server.listen(this.port, this.address), 'listening');
  }

  async stop() {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}
