import { expect, it } from 'vitest';
import { type Answer, serverAt, StandInMaster } from './stand-in-master.fixture.js';

it('asks for the tasks of its tags with its token, and says who it is', async () => {
  const master = await StandInMaster.start();
  master.answer = () => ({ headers: { ETag: '"v1"' }, body: '{"tasks":[]}' });
  const { server } = serverAt(`${master.url}/`, { tags: ['a', 'b c&d'] });
  expect(await server.connection.tasks(null)).toEqual({
    status: 200,
    etag: '"v1"',
    retryAfterMs: null,
    clock: null,
    takesGzip: false,
    body: '{"tasks":[]}',
  });
  await server.connection.tasks('"v1"');
  const [first, second] = master.asked;
  expect([first!.method, first!.url]).toEqual(['GET', '/api/v1/tasks?tags=a,b%20c%26d&agent_id=fra']);
  expect(first!.headers).toMatchObject({ 'x-api-key': 'secret_token' });
  expect(first!.headers).not.toHaveProperty('if-none-match');
  expect(second!.headers).toMatchObject({ 'if-none-match': '"v1"' });
});

it('sends no key when it has none, and keeps the path of its url', async () => {
  const master = await StandInMaster.start();
  const { server } = serverAt(`${master.url}/dns`, { token: undefined as never });
  await server.connection.post('reports', {});
  expect(master.asked[0]!.url).toBe('/dns/api/v1/reports');
  expect(master.asked[0]!.headers).not.toHaveProperty('x-api-key');
});

it('sends again, once, what met a connection that the master closed at that moment', async () => {
  const master = await StandInMaster.start();
  const { connection } = serverAt(master.url).server;
  const answers: Answer[] = ['hang up', {}, 'hang up', 'hang up', {}];
  master.answer = () => answers.shift()!;
  expect((await connection.post('report', {})).status).toBe(200);
  await expect(connection.post('report', {})).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  expect(master.asked).toHaveLength(4);
});

it('throws when nobody answers', async () => {
  const master = await StandInMaster.start();
  await master.stop();
  await expect(serverAt(master.url).server.connection.tasks(null)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('complains with status and first bytes, once a minute, and never shows the token', () => {
  const { server, lines } = serverAt('http://127.0.0.1:1');
  const reply = {
    status: 403,
    etag: null,
    retryAfterMs: null,
    clock: null,
    takesGzip: false,
    body: `{"detail":"secret_token is wrong${'!'.repeat(500)}"}`,
  };
  for (let i = 0; i < 3; i++) server.complain(reply, 'GET /api/v1/tasks');
  server.complain({ ...reply, status: 500, body: '<html>' }, 'GET /api/v1/tasks');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^server1: the master does not accept this token: GET \/api\/v1\/tasks was answered 403 "/);
  expect(lines[0]).not.toContain('secret_token');
  expect(lines[0]!.length).toBeLessThan(260);
  expect(lines[1]).toBe('server1: unexpected reply: GET /api/v1/tasks was answered 500 "<html>"');
});

it('reads the master’s clock between sending and the reply', async () => {
  const master = await StandInMaster.start();
  const { server } = serverAt(master.url);
  const before = performance.now();
  for (const [header, theirs] of [
    ['1234.5', 1234.5],
    ['0', 0],
  ] as const) {
    master.answer = () => ({ headers: { 'X-Failover-Clock': header } });
    const { clock } = await server.connection.tasks(null);
    expect(clock).toMatchObject({ theirs });
    expect(clock!.sentAt).toBeGreaterThanOrEqual(before);
    expect(clock!.receivedAt).toBeGreaterThan(clock!.sentAt);
  }
  for (const header of ['', 'soon', '-1', '1e308']) {
    master.answer = () => ({ headers: { 'X-Failover-Clock': header } });
    expect(await server.connection.tasks(null)).toMatchObject({ clock: null, takesGzip: false });
  }
});

it('packs what is long, for a master that says it unpacks', async () => {
  const master = await StandInMaster.start();
  const { connection } = serverAt(master.url).server;
  const long = { text: 'x'.repeat(5000) };
  const sent = async (body: object) => {
    await connection.post('reports', body);
    const { headers, body: read } = master.asked.at(-1)!;
    expect(read).toEqual(body);
    return `${headers['content-encoding'] ?? 'plain'} ${Number(headers['content-length']) < 4096 ? 'short' : 'long'}`;
  };
  expect(await sent(long)).toBe('plain long');
  master.answer = () => ({ headers: { 'Accept-Encoding': 'gzip' } });
  await connection.tasks(null);
  expect([await sent(long), await sent({ text: 'x' })]).toEqual(['gzip short', 'plain short']);
  master.answer = () => ({});
  await connection.tasks(null);
  expect(await sent(long)).toBe('plain long');
});

it.each([400, 415])('sends plain what a master that no longer unpacks answers %i', async (status) => {
  const master = await StandInMaster.start();
  const { connection } = serverAt(master.url).server;
  master.answer = ({ headers }) =>
    headers['content-encoding'] ? { status } : { headers: { 'Accept-Encoding': 'gzip' }, body: 'taken' };
  await connection.tasks(null);
  expect(await connection.post('reports', { text: 'x'.repeat(5000) })).toMatchObject({ status: 200, body: 'taken' });
  await connection.post('reports', { text: 'x'.repeat(5000) });
  expect(master.asked.slice(1).map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', undefined, undefined]);
});
