/** When things were used last: by id, ISO 8601. */
export type Uses = readonly (readonly [id: string, at: string])[];

/** When things were used last, kept in memory until it is written: a request must not cost a write. */
export class UseBuffer {
  /** By id, ISO 8601. */
  readonly #uses = new Map<string, string>();

  record(id: string, at: string): void {
    this.#uses.set(id, at);
  }

  get(id: string): string | undefined {
    return this.#uses.get(id);
  }

  all(): Uses {
    return [...this.#uses];
  }

  /** Forgets uses that are written by now, but not later ones. */
  forget(written: Uses): void {
    for (const [id, at] of written) {
      if (this.#uses.get(id) === at) this.#uses.delete(id);
    }
  }
}
