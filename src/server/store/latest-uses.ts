/** When things were used last, kept in memory until it is written: a request must not cost a write. */
export class LatestUses {
  #uses = new Map<string, string>();

  /** `at` is an instant, ISO 8601. */
  note(id: string, at: string): void {
    this.#uses.set(id, at);
  }

  get(id: string): string | undefined {
    return this.#uses.get(id);
  }

  /** The uses since the last call; forgets them. */
  take(): ReadonlyMap<string, string> {
    const uses = this.#uses;
    this.#uses = new Map();
    return uses;
  }
}
