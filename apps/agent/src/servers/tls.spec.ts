import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { type TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { type ServerConfig } from '../config/sections.js';
import { type Certificate, certificateOf } from '../probers/certificates.fixture.js';
import { listen } from '../probers/listeners.fixture.js';
import { serverAt } from './stand-in-master.fixture.js';

const [own, other] = [certificateOf('localhost'), certificateOf('localhost')];
const fingerprint = ({ cert }: Certificate) => new X509Certificate(cert).fingerprint256;

/** Asks a master with the certificate of `localhost`; the status, or why there is none. `seen` is what reached it. */
async function ask(config: Partial<ServerConfig>, options: object = {}) {
  const seen: string[] = [];
  const master = createServer({ ...own, ...options }, (request, response) => {
    const shown = (request.socket as TLSSocket).getPeerCertificate().fingerprint256 ?? 'none';
    seen.push(`${String(request.headers['x-api-key'])} ${shown}`);
    response.end('{"tasks":[]}');
  });
  master.on('tlsClientError', () => {});
  const port = await listen(master);
  const { server } = serverAt(`https://localhost:${port}`, config);
  const answer = async () => {
    try {
      return (await server.connection.tasks(null)).status;
    } catch (cause) {
      return (cause as NodeJS.ErrnoException).code;
    }
  };
  const answers = [await answer(), await answer()];
  await server.connection.close();
  return { answers, seen };
}

const NEVER = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'DEPTH_ZERO_SELF_SIGNED_CERT'];

it('sends nothing to a master for whom nobody vouches', async () => expect(await ask({})).toEqual({ answers: NEVER, seen: [] }));

it('trusts the authorities of its file, and no others', async () => {
  expect((await ask({ ca: own.cert.toString() })).answers).toEqual([200, 200]);
  expect(await ask({ ca: other.cert.toString() })).toEqual({ answers: NEVER, seen: [] });
});

it.each([
  ['as openssl writes it', (text: string) => text],
  ['without colons, in small letters', (text: string) => text.replaceAll(':', '').toLowerCase()],
])('trusts the certificate with the pinned fingerprint %s, whoever vouches for it', async (_what, written) => {
  const { answers, seen } = await ask({ fingerprint: written(fingerprint(own)) });
  expect([answers, seen.length]).toEqual([[200, 200], 2]);
});

it('sends nothing to a master with another fingerprint', async () => {
  const refused = { answers: ['FINGERPRINT', 'FINGERPRINT'], seen: [] };
  expect(await ask({ fingerprint: fingerprint(other) })).toEqual(refused);
  expect(await ask({ fingerprint: fingerprint(other), ca: own.cert.toString() })).toEqual(refused);
});

it('shows its own certificate', async () => {
  const asks = { requestCert: true, rejectUnauthorized: true, ca: other.cert };
  const config = { ca: own.cert.toString(), cert: other.cert.toString(), key: other.key.toString() };
  expect(await ask(config, asks)).toEqual({
    answers: [200, 200],
    seen: Array(2).fill(`secret_token ${fingerprint(other)}`),
  });
  expect((await ask({ ca: own.cert.toString() }, asks)).seen).toEqual([]);
});
