import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const MASTER = process.env.MASTER ?? 'http://127.0.0.1:8000';

const PROXY = { '/api': MASTER, '/health': MASTER, '/docs': MASTER };

/** `x.js.gz` beside each `x.js`, so that the master sends it without packing it each time. */
const gzipped = (): Plugin => ({
  name: 'gzipped',
  apply: 'build',
  writeBundle({ dir = 'dist' }) {
    for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|html|svg)$/.test(file)) continue;
      writeFileSync(join(dir, `${file}.gz`), gzipSync(readFileSync(join(dir, file)), { level: 9 }));
    }
  },
});

export default defineConfig(({ command }) => {
  // Whatever the caller's is: the same source gives the same bytes.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    plugins: [gzipped()],
    build: {
      target: ['chrome123', 'firefox120', 'safari17.5'],
      // The policy of the page allows no inline script, style or font.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
    server: { proxy: PROXY },
  };
});
