import { createHmac } from 'node:crypto';

/** The headers that prove that a body is the master's, and of when: HMAC-SHA256 over `seconds.body`, in hexadecimal digits. */
export function signature(secret: string, body: string, at: Date): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'x-failover-signature': `t=${seconds},v1=${digest}` };
}
