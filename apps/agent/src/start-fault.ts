/** One line for what a person can mend, the whole stack for what only we can. */
export function startFault(error: unknown): string {
  const { code, address, port, message, stack } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const where = `health: ${address ?? 'the address'} port ${port ?? ''}`.trim();
  if (code === 'EADDRINUSE') return `${where} is in use by another program: stop it, or set another port`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `${where} cannot be listened on (${code})`;
  return stack ?? message;
}
