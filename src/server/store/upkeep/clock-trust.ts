import type { Runner } from '../programs/runner.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The clock may differ by this much from the time that has passed: clocks are corrected, and virtual machines pause. */
const TOLERANCE_MS = 60 * MINUTE_MS;
/** The same while the server was stopped: one that runs by day must not wait again every morning. */
const STOP_TOLERANCE_MS = DAY_MS;
/** How long running time after a jump has to be before anything is removed because of its age. */
const WAIT_MS = DAY_MS;
/** How often what was seen is written, unless something has changed. */
const WRITE_MS = 10 * MINUTE_MS;

export interface ClockTrustOptions {
  readonly clock: () => Date;
  /** Milliseconds that this process has been running; no clock changes it. */
  readonly runningMs?: () => number;
  /** Tells the operator, in a sentence. */
  readonly notify?: (message: string) => void;
}

interface Seen {
  /** The clock, in milliseconds since 1970. */
  readonly at: number;
  /** How long to wait before the clock is trusted. */
  readonly waitMs: number;
}

/**
 * Whether the clock may be trusted with removing what is old: a clock that is wrong by months for a minute must destroy
 * nothing. After a jump, and after a long stop, whose length only the clock can tell, it has to run steadily for a day.
 */
export class ClockTrust {
  readonly #runner: Runner;
  readonly #clock: () => Date;
  readonly #runningMs: () => number;
  readonly #notify: (message: string) => void;
  #seen: Seen | undefined;
  #runningAtSeen: number;
  #lastWrite = Number.NEGATIVE_INFINITY;

  constructor(runner: Runner, { clock, runningMs = () => performance.now(), notify = () => {} }: ClockTrustOptions) {
    this.#runner = runner;
    this.#clock = clock;
    this.#runningMs = runningMs;
    this.#notify = notify;
    this.#runningAtSeen = runningMs();
  }

  /** Compares the clock with the time that has passed, and remembers it in the database. */
  async isTrusted(): Promise<boolean> {
    const isStart = this.#seen === undefined;
    const before = this.#seen ?? (await this.#read());
    const at = this.#clock().getTime();
    const running = this.#runningMs();
    const passed = running - this.#runningAtSeen;
    const jump = before ? at - before.at - passed : 0;
    const isJump = jump < -TOLERANCE_MS || jump > (isStart ? STOP_TOLERANCE_MS : TOLERANCE_MS);
    const waitMs = isJump ? WAIT_MS : Math.max(0, (before?.waitMs ?? 0) - passed);
    if (isJump) this.#notify(describeJump(jump, isStart));
    if (waitMs === 0 && (before?.waitMs ?? 0) > 0)
      this.#notify('The clock has run steadily for a day: old data is removed again.');
    this.#seen = { at, waitMs };
    this.#runningAtSeen = running;
    if (isJump || running - this.#lastWrite >= WRITE_MS) {
      await this.#runner.write('setMeta', 'clock_seen', JSON.stringify(this.#seen));
      this.#lastWrite = running;
    }
    return waitMs === 0;
  }

  async #read(): Promise<Seen | undefined> {
    const stored = await this.#runner.lookUp('findMeta', 'clock_seen');
    return stored === undefined ? undefined : (JSON.parse(stored) as Seen);
  }
}

function describeJump(ms: number, isStart: boolean): string {
  const hours = Math.round(Math.abs(ms) / (60 * MINUTE_MS)).toLocaleString('en');
  const what = isStart
    ? `The clock is ${hours} hours ${ms > 0 ? 'later' : 'earlier'} than when the server last ran.`
    : `The clock has jumped ${ms > 0 ? 'forward' : 'back'} by ${hours} hours.`;
  return `${what} No old data is removed until the server has run for a day without another jump.`;
}
