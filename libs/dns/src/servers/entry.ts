/**
 * Where a worker thread's code is: `worker.js` beside this file. When this file is run as TypeScript (the tests), the threads run
 * TypeScript too: Node strips the types itself and only has to be told that `./x.js` is `./x.ts` there.
 */
export function workerEntry(here: string): URL {
  if (!here.endsWith('.ts')) return new URL('./worker.js', here);
  const worker = new URL('./worker.ts', here).href;
  const script = `import { registerHooks } from 'node:module';
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('.') && context.parentURL?.endsWith('.ts') ? specifier.replace(/\\.js$/, '.ts') : specifier, context),
});
await import(${JSON.stringify(worker)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}
