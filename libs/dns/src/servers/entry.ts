/**
 * Where a worker thread's code is: `worker.js` beside the file whose URL is given. When that file runs as TypeScript (the tests), the
 * threads run TypeScript too.
 */
export function workerEntry(here: string): URL {
  return here.endsWith('.ts') ? typeScriptEntry(new URL('./worker.ts', here)) : new URL('./worker.js', here);
}

/** A module that runs a TypeScript file: Node strips the types itself and only has to be told that `./x.js` is `./x.ts` there. */
export function typeScriptEntry(file: URL): URL {
  const script = `import { registerHooks } from 'node:module';
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('.') && context.parentURL?.endsWith('.ts') ? specifier.replace(/\\.js$/, '.ts') : specifier, context),
});
await import(${JSON.stringify(file.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}
