import { type Change, keepLatest } from '../change-feed.ts';

/** The latest revision that a tab knows, and the latest changes, for tabs that missed some. */
export class Journal {
  /** Null until a first revision is known. */
  #revision: number | null = null;
  /** `#changes` are all changes after this revision. */
  #since = 0;
  #changes: readonly Change[] = [];

  get revision(): number | null {
    return this.#revision;
  }

  /** Continues from `revision`, whatever was before. */
  reset(revision: number): void {
    this.#revision = revision;
    this.#since = revision;
    this.#changes = [];
  }

  /**
   * Adds the new ones of `changes`, which are in order and all after `since`, and returns them. Null, with nothing
   * added, if changes in between are missing.
   */
  add(since: number, changes: readonly Change[]): readonly Change[] | null {
    const revision = this.#revision;
    if (revision === null || revision < since) return null;
    const fresh = changes.filter((change) => change.revision > revision);
    const latest = fresh.at(-1);
    if (!latest) return fresh;
    const kept = keepLatest(this.#since, [...this.#changes, ...fresh]);
    this.#revision = latest.revision;
    this.#since = kept.since;
    this.#changes = kept.changes;
    return fresh;
  }

  /** All changes after `revision`; null if some are no longer kept. */
  after(revision: number | null): readonly Change[] | null {
    if (revision === null || this.#revision === null || revision < this.#since) return null;
    return this.#changes.filter((change) => change.revision > revision);
  }
}
