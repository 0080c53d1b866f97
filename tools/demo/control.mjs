import { once } from 'node:events';
import { createServer } from 'node:http';

/** `POST /targets/1/stop`, `POST /targets/1/start`, `GET /targets`: the demo's targets by command. */
export async function serveControl(address, port, targets, act) {
  const server = createServer((request, response) => {
    void answer(request.method, request.url).then(([status, text]) => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${text}\n`);
    });
  });

  async function answer(method, url) {
    if (method === 'GET' && url === '/targets') return [200, listing()];
    const [, number, what] = /^\/targets\/(\d+)\/(stop|start)$/.exec(url) ?? [];
    if (method !== 'POST' || !targets[number - 1]) return [404, 'try: POST /targets/1/stop, POST /targets/1/start, GET /targets'];
    await act(Number(number), what);
    return [200, listing()];
  }

  const listing = () =>
    targets.map((web, index) => `target ${index + 1} ${web.url} ${web.running ? 'runs' : 'is stopped'}`).join('\n');

  await once(server.listen(port, address), 'listening');
  return server;
}
