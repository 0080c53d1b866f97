// The image's HEALTHCHECK: exit code 0 while the URL answers 200. HEALTH_URL names another than the image's own.
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

const LIMIT_MS = 4000;
const url = process.env.HEALTH_URL || process.argv[2];

const end = (code, text) => {
  process.stdout.write(`${url}: ${text}\n`);
  process.exit(code);
};

// It asks this very container, whose certificate names another host: nothing secret is sent, and only the status is read.
const request = url.startsWith('https:') ? getHttps(url, { rejectUnauthorized: false }) : getHttp(url);
request.setTimeout(LIMIT_MS, () => end(1, `no reply within ${LIMIT_MS / 1000} s`));
request.once('error', (error) => end(1, error.message));
request.once('response', ({ statusCode }) => end(statusCode === 200 ? 0 : 1, statusCode));
