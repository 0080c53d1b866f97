/** What must stand before the master can serve; each room says it of its own part. */
export class Readiness {
  private readonly parts = new Map<string, string | null>();

  /** `fault` in words, or null when the part is ready. */
  set(part: string, fault: string | null): void {
    this.parts.set(part, fault);
  }

  all(): ReadonlyMap<string, string | null> {
    return this.parts;
  }
}
