/** Gives equal strings as one: what is parsed from requests would else be kept once a report. Forgets all when it is full. */
export class Interner {
  private readonly known = new Map<string, string>();

  constructor(private readonly limit: number) {}

  one(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= this.limit) this.known.clear();
    this.known.set(text, text);
    return text;
  }
}
