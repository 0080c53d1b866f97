/** The direction of imports (ARCHITECTURE in docs/architecture.md). Each rule was seen to fail on a wrong import: tools/arch.test.mjs. */
const spec = '[.](spec|fixture)[.]ts$';
const PURE = ['^libs/policies/src/', '^libs/dns/src/(?!servers/|index[.]ts)'];

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      from: { path: '^libs/contracts' },
      to: { path: '^(apps|libs/(?!contracts))' },
    },
    {
      name: 'policies-import-contracts-at-most',
      severity: 'error',
      from: { path: '^libs/policies' },
      to: { path: '^(apps|libs/(?!policies|contracts))' },
    },
    { name: 'config-stands-alone', severity: 'error', from: { path: '^libs/config' }, to: { path: '^(apps|libs/(?!config))' } },
    { name: 'dns-stands-alone', severity: 'error', from: { path: '^libs/dns' }, to: { path: '^(apps|libs/(?!dns))' } },
    {
      name: 'agent-imports-no-deciding-library',
      severity: 'error',
      from: { path: '^apps/agent' },
      to: { path: '^(apps/(?!agent)|libs/(?!contracts|config|daemon))' },
    },
    {
      name: 'cli-imports-config-and-contracts-at-most',
      comment: 'it knows the master by its API alone',
      severity: 'error',
      from: { path: '^apps/cli' },
      to: { path: '^(apps/(?!cli)|libs/(?!contracts|config))' },
    },
    {
      name: 'dashboard-imports-contracts-at-most',
      severity: 'error',
      from: { path: '^apps/dashboard/src' },
      to: { path: '^(apps/(?!dashboard)|libs/(?!contracts))' },
    },
    {
      name: 'dashboard-imports-types-of-contracts-alone',
      comment: 'nothing of it is in the bundle',
      severity: 'error',
      from: { path: '^apps/dashboard/src' },
      to: { path: '^libs/contracts', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'dashboard-runs-in-a-browser',
      severity: 'error',
      from: { path: '^apps/dashboard/src', pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-do-not-import-each-other',
      comment: 'what two pages share is a part',
      severity: 'error',
      from: { path: '^apps/dashboard/src/pages/([^/]+)/', pathNot: spec },
      to: { path: '^apps/dashboard/src/pages/([^/]+)/', pathNot: '^apps/dashboard/src/pages/$1/' },
    },
    {
      name: 'daemon-imports-config-at-most',
      severity: 'error',
      from: { path: '^libs/daemon' },
      to: { path: '^(apps|libs/(?!daemon|config))' },
    },
    { name: 'master-imports-no-app', severity: 'error', from: { path: '^apps/master' }, to: { path: '^apps/(?!master)' } },
    {
      name: 'e2e-imports-contracts-at-most',
      comment: 'it drives the built programs from outside',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(apps|bench|tools|libs/(?!contracts))' },
    },
    {
      name: 'doors-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/master/src/(api|dns|events)/', pathNot: spec },
      to: { path: '^apps/master/src/(api|dns|events)/', pathNot: '^apps/master/src/$1/' },
    },
    {
      name: 'health-imports-no-door',
      severity: 'error',
      from: { path: '^apps/master/src/health/', pathNot: spec },
      to: { path: '^apps/master/src/(api|dns|events|history|metrics|webhooks)/' },
    },
    {
      name: 'keepers-import-no-door',
      severity: 'error',
      from: { path: '^apps/master/src/(history|metrics|webhooks)/', pathNot: spec },
      to: { path: '^apps/master/src/(api|dns|events)/' },
    },
    {
      name: 'config-imports-no-room',
      severity: 'error',
      from: { path: '^apps/master/src/config/', pathNot: spec },
      to: { path: '^apps/master/src/(api|dns|events|history|metrics|health|webhooks)/' },
    },
    {
      name: 'opentelemetry-on-demand',
      comment: 'what is not asked for is not loaded: start-tracing imports the rest when it is',
      severity: 'error',
      from: { path: '^apps/master/src/(?!tracing/)' },
      to: { path: ['node_modules/@opentelemetry/', '^apps/master/src/tracing/(?!start-tracing[.]ts)'] },
    },
    {
      name: 'pure-files-touch-nothing',
      comment: 'no node: module, no framework: bytes and values in, bytes and values out',
      severity: 'error',
      from: { path: PURE, pathNot: spec },
      to: { path: ['^libs/dns/src/servers/', 'node_modules/(@nestjs|rxjs)/'] },
    },
    {
      name: 'pure-files-import-no-node-builtin',
      severity: 'error',
      from: { path: PURE, pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-orphan-packages',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: spec },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['@failover-dns/source', 'import', 'node', 'default'] },
  },
};
