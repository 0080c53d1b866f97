/** What must stand before the master can serve; each room says it of its own part. */
export class Readiness {
  private readonly parts = new Map<string, string | null>();
  private readonly remarks = new Map<string, string | null>();

  /** `fault` in words, or null when the part is ready. */
  set(part: string, fault: string | null): void {
    this.parts.set(part, fault);
  }

  /** What people should know of a part, though it keeps nobody from being served; null: nothing. */
  note(part: string, text: string | null): void {
    this.remarks.set(part, text);
  }

  notes(): ReadonlyMap<string, string | null> {
    return this.remarks;
  }

  all(): ReadonlyMap<string, string | null> {
    return this.parts;
  }
}
