import { describe, expect, it } from 'vitest';
import { describeTask, probeName, readTasks } from './task.js';

const raw = {
  check_name: 'webmail.failover:192.0.2.10:443',
  domain: 'webmail.failover',
  target_ip: '192.0.2.10',
  port: 443,
  type: 'tcp',
  timeout_sec: 5,
  interval_sec: 30,
};
const read = (...tasks: unknown[]) => readTasks(JSON.stringify({ tasks }))!;
const first = (changes: object) => read({ ...raw, ...changes }).tasks[0]!;

describe('a reply to /tasks', () => {
  it('is read as the contract says, with fields that are not known yet', () => {
    expect(read({ ...raw, later: true })).toEqual({
      unreadable: [],
      tasks: [
        {
          key: 'tcp webmail.failover:192.0.2.10:443',
          wire: {
            check_name: 'webmail.failover:192.0.2.10:443',
            domain: 'webmail.failover',
            target_ip: '192.0.2.10',
            port: 443,
            type: 'tcp',
          },
          intervalMs: 30_000,
          fast: null,
          phaseMs: null,
          spec: {
            type: 'tcp',
            problem: null,
            target: { ip: '192.0.2.10', port: 443 },
            check: { host: 'webmail.failover', timeoutMs: 5000, params: { preset: 'none', send: '', send_hex: '', expect: '' } },
          },
        },
      ],
    });
  });

  it.each(['', 'garbage', '[]', 'null', '{}', '{"tasks":{}}', '{"detail":"Not Found"}'])('%j is none', (body) =>
    expect(readTasks(body)).toBeNull(),
  );

  it('may be empty', () => expect(read()).toEqual({ tasks: [], unreadable: [] }));

  it('keeps the good tasks beside those it cannot even name', () => {
    const { tasks, unreadable } = read(null, raw, { ...raw, domain: '' }, { ...raw, target_ip: 7 });
    expect(tasks).toHaveLength(1);
    expect(unreadable).toEqual(['tasks[0]: not an object', 'tasks[2]: domain is missing', 'tasks[3]: target_ip is missing']);
  });

  it('keeps the good tasks beside one that is nested too deep', () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const deep = JSON.stringify({ ...raw, check_name: 'deep', params: 'here' }).replace('"here"', nested);
    const { tasks, unreadable } = readTasks(`{"tasks":[${deep},${JSON.stringify(raw)}]}`)!;
    expect(tasks).toHaveLength(1);
    expect(unreadable).toEqual([expect.stringMatching(/^tasks\[0\]: /)]);
  });

  it('counts the same task once', () => expect(read(raw, raw).tasks).toHaveLength(1));
});

describe('a task', () => {
  it.each([
    ['tcp', 8443, 8443, 8443],
    ['http', null, null, 80],
    ['https', null, null, 443],
    ['https', 8443, 8443, 8443],
    ['icmp', null, null, null],
  ])('of type %s with port %s echoes %s and dials %s', (type, port, echoed, dialled) => {
    const task = first({ type, port });
    expect([task.wire.port, task.spec.target.port, task.spec.problem]).toEqual([echoed, dialled, null]);
  });

  it.each([
    [{ type: 'pigeon' }, 'unknown check type "pigeon"; this agent knows tcp, http, https, icmp, tls, dns, udp, grpc, exec'],
    [
      { type: 'constructor' },
      'unknown check type "constructor"; this agent knows tcp, http, https, icmp, tls, dns, udp, grpc, exec',
    ],
    [{ target_ip: 'localhost' }, '"localhost" is not an IP address'],
    [{ target_ip: '10.0.0.256' }, '"10.0.0.256" is not an IP address'],
    [{ target_ip: 'fe80::1%eth0' }, '"fe80::1%eth0" is not an IP address'],
    [{ port: null }, 'port is null; expected 1 to 65535'],
    [{ port: 70_000 }, 'port is 70000; expected 1 to 65535'],
    [{ port: '443' }, 'port is "443"; expected 1 to 65535'],
    [{ interval_sec: 0 }, 'interval_sec is 0; expected 0.1 to 86400'],
    [{ timeout_sec: 'soon' }, 'timeout_sec is "soon"; expected 0.1 to 86400'],
    [{ params: { path: '/' } }, 'params.path is not known here; tcp knows preset, send, send_hex, expect'],
    [{ params: 'x' }, 'params is not an object'],
    [{ fast_interval_sec: 0 }, 'fast_interval_sec is 0; expected 0.1 to 86400'],
    [{ rise: 0 }, 'rise is 0; expected a whole number from 1'],
    [{ fall: 1.5 }, 'fall is 1.5; expected a whole number from 1'],
    [{ phase_sec: -1 }, 'phase_sec is -1; expected 0 to 86400'],
  ])('%j cannot be run: %s', (changes, problem) => expect(first(changes).spec.problem).toBe(problem));

  it('has an interval and a timeout even when the master names none', () => {
    const { intervalMs, spec } = first({ interval_sec: undefined, timeout_sec: undefined });
    expect([intervalMs, spec.check.timeoutMs, spec.problem]).toEqual([30_000, 5000, null]);
  });

  it('is told what its mode can be told, the rest at its defaults', () => {
    expect(first({ type: 'http', params: { path: '/healthz' } }).spec.check.params).toMatchObject({
      path: '/healthz',
      method: 'GET',
    });
  });

  it('may have a fast interval and a phase', () => {
    const { fast, phaseMs } = first({ fast_interval_sec: 0.5, rise: 2, fall: 3, phase_sec: 7.5 });
    expect([fast, phaseMs]).toEqual([{ intervalMs: 500, rise: 2, fall: 3 }, 7500]);
  });

  it.each([
    ['webmail.failover.', 'webmail.failover'],
    ['*.app.failover', 'app.failover'],
  ])('of the domain %s asks for the host %s', (domain, host) => expect(first({ domain }).spec.check.host).toBe(host));

  it.each([
    [{}, 'webmail.failover 192.0.2.10:443 tcp'],
    [{ target_ip: '2001:db8::1' }, 'webmail.failover [2001:db8::1]:443 tcp'],
    [{ type: 'icmp', port: null }, 'webmail.failover 192.0.2.10 icmp'],
  ])('%j reads as %s', (changes, text) => expect(describeTask(first(changes))).toBe(text));
});

describe('two tasks share a probe', () => {
  const shared = (one: object, other: object) => probeName(first(one)) === probeName(first(other));

  it.each([
    [{ domain: 'a.failover' }, { domain: 'b.failover' }, true],
    [{ domain: 'a.failover', type: 'http' }, { domain: 'b.failover', type: 'http' }, false],
    [{ type: 'http', port: null }, { type: 'http', port: 80 }, true],
    [{ port: 1 }, { port: 2 }, false],
    [{ interval_sec: 1 }, { interval_sec: 2 }, false],
    [{ timeout_sec: 1 }, { timeout_sec: 2 }, false],
    [{ type: 'tcp' }, { type: 'icmp' }, false],
    [{ params: { send: 'a' } }, { params: { send: 'b' } }, false],
    [{ params: {} }, {}, true],
    [{ phase_sec: 1 }, { phase_sec: 2 }, true],
    [{ rise: 1 }, { rise: 2 }, true],
    [{ fast_interval_sec: 1, rise: 1 }, { fast_interval_sec: 1, rise: 2 }, false],
    [{ fast_interval_sec: 1 }, {}, false],
  ])('%j and %j: %s', (one, other, expected) => expect(shared(one, other)).toBe(expected));
});
