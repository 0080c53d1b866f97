import { isDeepStrictEqual } from 'node:util';
import { type Fault, FaultLog, formatPath, type Path, type ReadResult, sortFaults } from '@failover-dns/config';

/** Takes faults and warnings about what has been read. Says nothing of a path that the reader has found at fault itself. */
export class Report {
  private readonly faultLog = new FaultLog();
  private readonly warningLog = new FaultLog();
  private readonly known: ReadonlyMap<string, Fault>;

  constructor(private readonly read: ReadResult<object>) {
    this.known = new Map((read.ok ? [] : read.faults).map((fault) => [fault.path, fault]));
  }

  get faults(): Fault[] {
    return sortFaults([...(this.read.ok ? [] : this.read.faults), ...this.faultLog.faults]);
  }

  get warnings(): Fault[] {
    return this.warningLog.faults;
  }

  /** Whether the reader could not make sense of it; its value is a default then, and not what the file says. */
  isBroken(path: Path): boolean {
    return this.known.has(formatPath(path));
  }

  /** The number of a line, with its file where there are several: `3`, `3 of zones.d/a.yaml`. */
  line(path: Path): string {
    const { line, file } = this.read.locate(path);
    return this.read.sources.length > 1 ? `${line} of ${file}` : String(line);
  }

  /** Whether the file sets it, in its own place or in `defaults:`. */
  isSet(path: Path): boolean {
    return this.read.says(path);
  }

  /** The file of the secret whose `_file` key this is, which was read. */
  secretFile(path: Path): string | undefined {
    return this.read.secretFile(path);
  }

  /** Whether a domain has it from `defaults:`. */
  isInherited(path: Path): boolean {
    const [, , , , ...rest] = path;
    const above = ['defaults', ...rest];
    return this.read.says(path) && this.read.says(above) && isDeepStrictEqual(this.read.locate(path), this.read.locate(above));
  }

  fault(path: Path, found: string, expected: string, hint?: string): void {
    if (this.faultLog.full || this.isBroken(path)) return;
    this.faultLog.add(this.read.locate(path), path, found, expected, hint);
  }

  warn(path: Path, found: string, expected: string, hint?: string): void {
    if (!this.warningLog.full) this.warningLog.add(this.read.locate(path), path, found, expected, hint);
  }
}
