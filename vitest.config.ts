import { defineConfig } from 'vitest/config';

const conditions = ['@failover-dns/source', 'module', 'node'];
const unit = (name: string, root: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Nest's DI needs decorator metadata, which oxc emits when told that the decorators are the legacy ones.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: { name, root, include: ['src/**/*.spec.ts'], setupFiles: ['reflect-metadata'], testTimeout: 20_000 },
});

export default defineConfig({
  test: {
    projects: [
      unit('contracts', 'libs/contracts'),
      unit('config', 'libs/config'),
      unit('daemon', 'libs/daemon'),
      unit('policies', 'libs/policies'),
      unit('dns', 'libs/dns'),
      unit('master', 'apps/master'),
      unit('agent', 'apps/agent'),
      unit('cli', 'apps/cli'),
      { test: { name: 'dashboard', root: 'apps/dashboard', include: ['src/**/*.spec.ts'], testTimeout: 20_000 } },
      { ...unit('bench', 'bench'), test: { name: 'bench', root: 'bench', include: ['**/*.spec.ts'], testTimeout: 20_000 } },
      { test: { name: 'tools', root: 'tools', include: ['**/*.test.mjs'], testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        test: {
          name: 'e2e',
          root: 'e2e',
          include: ['**/*.e2e.ts'],
          exclude: ['start.e2e.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      // By hand (`npm run test:boot`): it boots a system of its own, which not every place allows.
      {
        test: { name: 'boot', root: 'e2e', include: ['debian-boot.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      // Alone, after the others: `npm start` builds, and they run what is built.
      {
        test: {
          name: 'start',
          root: 'e2e',
          include: ['start.e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
