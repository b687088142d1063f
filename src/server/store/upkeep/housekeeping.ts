import { setTimeout } from 'node:timers/promises';
import type { Runner } from '../programs/runner.ts';
import { ClockTrust, type ClockTrustOptions } from './clock-trust.ts';

/** Batches of one kind of work in one run; what is left waits for the next run. */
const MAX_BATCHES = 500;
/** The longest pause between two batches. */
const MAX_PAUSE_MS = 100;

/** Removes what has been kept long enough, in batches with pauses, so that no request has to wait for it. */
export class Housekeeping {
  readonly #runner: Runner;
  readonly #clock: ClockTrust;
  /** By tenant: up to which revision of its changes a walk has come. */
  readonly #walked = { trim: new Map<string, number>(), fitVersions: new Map<string, number>() };
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(runner: Runner, clock: ClockTrustOptions) {
    this.#runner = runner;
    this.#clock = new ClockTrust(runner, clock);
  }

  /**
   * Rejects like the runner; finished batches stay finished. A run begins when the one under way has ended, which may
   * have passed what there is to do now; at most one waits.
   */
  run(): Promise<void> {
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        this.#running = this.#work();
        return this.#running;
      });
    return this.#next;
  }

  async #work(): Promise<void> {
    const tenantIds = await this.#runner.lookUp('tenantIds');
    if (await this.#clock.isTrusted()) await this.#removeOld(tenantIds);
    for (const id of tenantIds) {
      await repeat(() => this.#walk('trim', id));
      await this.#fit(id);
    }
    await this.#runner.erase();
  }

  async #removeOld(tenantIds: readonly string[]): Promise<void> {
    await repeat(() => this.#runner.write('removeExpiredSessions'));
    await repeat(() => this.#runner.write('sweepIdempotency'));
    for (const id of tenantIds) {
      await repeat(() => this.#runner.write('expireDeleted', id));
      await repeat(() => this.#runner.write('expireChanges', id));
    }
  }

  /** Removes old versions, and then deleted pairs, while all together have more bytes than are kept. */
  async #fit(tenantId: string): Promise<void> {
    await repeat(() => this.#walk('fitVersions', tenantId));
    await repeat(() => this.#runner.write('fitDeleted', tenantId));
  }

  /** A batch of a walk through the changes of a tenant, from where the last one has come. */
  async #walk(name: 'trim' | 'fitVersions', tenantId: string): Promise<boolean> {
    const walked = this.#walked[name];
    const { to, isDone } = await this.#runner.write(name, tenantId, walked.get(tenantId) ?? 0);
    walked.set(tenantId, to);
    return isDone;
  }
}

/** Does batches, each a transaction of its own, and rests after each for as long as it took. */
async function repeat(batch: () => Promise<boolean>): Promise<void> {
  for (let done = 0; done < MAX_BATCHES; done += 1) {
    const start = performance.now();
    if (await batch()) return;
    await setTimeout(Math.min(performance.now() - start, MAX_PAUSE_MS));
  }
}
