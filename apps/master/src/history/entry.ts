/**
 * Where the storage thread's code is: beside the file whose URL is given. When that file runs as TypeScript (the tests), so does
 * the thread: Node strips the types itself and only has to be told that `./x.js` is `./x.ts` there.
 */
export function threadEntry(here: string): URL {
  if (!here.endsWith('.ts')) return new URL('./thread.js', here);
  const script = `import { registerHooks } from 'node:module';
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('.') && context.parentURL?.endsWith('.ts') ? specifier.replace(/\\.js$/, '.ts') : specifier, context),
});
await import(${JSON.stringify(new URL('./thread.ts', here).href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}
