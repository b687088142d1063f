import { type Change, keepLatest } from '../change-feed.ts';

/** What a tab knows of the changes: up to which revision, and the last ones of them, for tabs that missed some. */
export class Journal {
  /** Null until a first revision is known. */
  #revision: number | null = null;
  /** `#changes` are all that came after this one. */
  #since = 0;
  #changes: readonly Change[] = [];

  get revision(): number | null {
    return this.#revision;
  }

  /** Goes on from `revision`, whatever there was before. */
  reset(revision: number): void {
    this.#revision = revision;
    this.#since = revision;
    this.#changes = [];
  }

  /**
   * Adds those of `changes`, which are all after `since` and in order, that are new; returns them. Null when some
   * between are missing, and then nothing is added.
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

  /** All changes after `revision`; null when they are not kept any more. */
  after(revision: number | null): readonly Change[] | null {
    if (revision === null || this.#revision === null || revision < this.#since) return null;
    return this.#changes.filter((change) => change.revision > revision);
  }
}
