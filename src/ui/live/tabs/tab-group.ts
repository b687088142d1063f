import { createRandomId } from '#ui/shared/random-id.ts';
import { createSignal } from '#ui/shared/signal.ts';
import type { Change, Feed } from '../change-feed.ts';
import type { LiveState } from '../live.ts';
import { type Election, electByChannel, electByLock } from './election.ts';
import { Journal } from './journal.ts';

/** The part of a BroadcastChannel that is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

type Message =
  /** Asks for the leader, and for the changes after `after`. */
  | { readonly type: 'ask'; readonly from: string; readonly after: number | null }
  /** The leader is at `revision`; `changes` are all after `since`, or null if they are not known. */
  | {
      readonly type: 'tell';
      readonly from: string;
      /** The tab that asked; null for all. */
      readonly to: string | null;
      readonly live: LiveState;
      readonly revision: number | null;
      readonly since: number | null;
      readonly changes: readonly Change[] | null;
    }
  /** The server answers again. */
  | { readonly type: 'retry'; readonly from: string }
  | { readonly type: 'bye'; readonly from: string };

export interface TabGroupOptions {
  /** Equal for tabs that may share changes: those of one team and one person. */
  readonly name: string;
  /** Called with every change once and in order; with null if anything may have changed. */
  readonly onChanges: (changes: readonly Change[] | null) => void;
  readonly onLive: (state: LiveState) => void;
  /** Null if the browser has none; then every tab is alone, and polls. */
  readonly openChannel: (name: string) => Channel | null;
  readonly locks: LockManager | undefined;
}

/** How often a visible tab asks whether its leader answers, in ms. */
const ASK_MS = 4_000;
/** Unanswered questions after which another tab leads. */
const MOST_UNANSWERED = 3;
/** After so many answers in a row with an older revision, the server's data was replaced by older data. */
const MOST_BEHIND = 3;
/** Part of the name, so that tabs with an older page form their own group. */
const PROTOCOL = 1;

/**
 * The tabs and windows of one browser. One of them, the leader, follows the server and passes changes on, because
 * browsers open at most six connections to a server for all tabs together.
 *
 * Every tab knows the latest revision it has seen. When it joins, wakes up or finds a gap, it asks the leader for what it
 * has missed. A new leader continues from its own revision, so nothing is lost when a leader goes.
 */
export class TabGroup {
  readonly #options: TabGroupOptions;
  readonly #id = createRandomId();
  readonly #journal = new Journal();
  /** Whether this tab follows the server for all tabs. */
  readonly isLeader = createSignal(false);
  /** Grows when another tab finds the server reachable, so that the leader connects without waiting. */
  readonly retries = createSignal(0);
  #election: Election | undefined;
  #channel: Channel | undefined;
  #live: LiveState = 'connecting';
  #origin: Feed['origin'] | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;
  #behind = 0;
  /** The revision for which this tab last asked because of a gap. */
  #asked: number | undefined;

  constructor(options: TabGroupOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** The last revision that was passed to `onChanges`; null before the first. */
  get revision(): number | null {
    return this.#journal.revision;
  }

  /** Starts, or continues after `leave`. */
  join(): void {
    const { openChannel, locks, name } = this.#options;
    if (this.#channel) return;
    const fullName = `kv-live-${PROTOCOL} ${name}`;
    const channel = openChannel(fullName);
    if (!channel) {
      this.#report('polling');
      return;
    }
    this.#channel = channel;
    channel.onmessage = ({ data }) => this.#receive(data as Message);
    const handlers = { onElected: () => this.#lead(), onDeposed: () => this.isLeader.set(false) };
    const byChannel = () => electByChannel({ id: this.#id, announce: () => this.#publish(null, []), ...handlers });
    const onUnavailable = () => {
      this.#election = byChannel();
      this.#election.start();
    };
    this.#election = locks ? electByLock({ locks, name: fullName, onUnavailable, ...handlers }) : byChannel();
    this.#report(this.revision === null ? 'connecting' : 'reconnecting');
    this.#ask();
    this.#election.start();
  }

  /** Gives up the lead and stops listening. The tab keeps what it has seen. */
  leave(): void {
    if (!this.#channel) return;
    this.show(false);
    this.#election?.stop();
    if (this.isLeader.get()) this.#post({ type: 'bye', from: this.#id });
    this.isLeader.set(false);
    this.#channel.onmessage = null;
    this.#channel.close();
    this.#channel = undefined;
    this.#unanswered = 0;
    this.#asked = undefined;
  }

  /** Sets whether this tab is visible. A visible tab makes sure that its leader answers. */
  show(isVisible: boolean): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#unanswered = 0;
    if (!isVisible || !this.#channel) return;
    this.#timer = setInterval(() => this.#check(), ASK_MS);
    if (!this.isLeader.get()) this.#ask();
  }

  /** The server answers this tab again. */
  retry(): void {
    this.#post({ type: 'retry', from: this.#id });
  }

  /** For the leader: adds what the connection has received. */
  follow({ origin, since, changes }: Feed): void {
    if (origin !== this.#origin && (origin.isResync || this.revision === null)) this.#restart(origin.revision);
    this.#origin = origin;
    const before = this.revision;
    const fresh = this.#journal.add(since, changes);
    if (fresh === null) {
      this.#restart(changes.at(-1)?.revision ?? since);
    } else if (fresh.length > 0) {
      this.#publish(null, fresh, before);
      this.#options.onChanges(fresh);
    }
  }

  /** For the leader: sets the state of its connection. */
  report(live: LiveState): void {
    this.#report(live);
    this.#publish(null, []);
  }

  /**
   * Without a stream: adds the latest changes, newest first, from a request sent when this tab was at `asked`.
   */
  poll(asked: number | null, latest: readonly Change[]): void {
    if (asked !== this.revision) return;
    const newest = latest[0]?.revision ?? 0;
    const oldest = latest.at(-1)?.revision ?? newest;
    const isOlder = asked !== null && newest < asked;
    const fresh = isOlder ? null : this.#journal.add(oldest - 1, [...latest].reverse());
    if (fresh === null) this.#restart(newest);
    else if (fresh.length > 0) this.#options.onChanges(fresh);
  }

  #receive(message: Message): void {
    const isLeader = this.isLeader.get();
    switch (message.type) {
      case 'ask':
        if (isLeader) this.#publish(message.from, this.#journal.after(message.after), message.after);
        break;
      case 'tell':
        this.#election?.heard(message.from);
        if (!this.isLeader.get()) this.#hear(message);
        break;
      case 'retry':
        this.retries.set(this.retries.get() + 1);
        break;
      case 'bye':
        if (!isLeader) this.#report('reconnecting');
        this.#election?.lost();
        break;
    }
  }

  /** For a follower. */
  #hear({ to, live, revision, since, changes }: Message & { type: 'tell' }): void {
    const isForMe = to === this.#id;
    this.#unanswered = 0;
    this.#report(live);
    if (isForMe) this.#asked = undefined;
    const own = this.revision;
    // An answer to another tab, or to a question from before this tab knew more.
    if (revision === null || (changes === null && to !== null && !(isForMe && since === own))) return;
    if (isForMe) this.#behind = live === 'live' && own !== null && revision < own ? this.#behind + 1 : 0;
    if (changes === null || own === null || this.#behind >= MOST_BEHIND) {
      this.#restart(revision);
      return;
    }
    const fresh = this.#journal.add(since ?? revision, changes);
    if (fresh === null) {
      if (this.#asked !== own) this.#ask();
      this.#asked = own;
    } else if (fresh.length > 0) {
      this.#options.onChanges(fresh);
    }
  }

  #lead(): void {
    this.#origin = undefined;
    this.isLeader.set(true);
    this.report(this.revision === null ? 'connecting' : 'reconnecting');
  }

  /** Everything may have changed. */
  #restart(revision: number): void {
    const isFirst = this.revision === null;
    this.#behind = 0;
    this.#journal.reset(revision);
    // Tabs that existed before this leader need not know its start; they find gaps by themselves.
    if (this.isLeader.get()) this.#publish(null, isFirst ? [] : null);
    this.#options.onChanges(null);
  }

  #check(): void {
    if (this.isLeader.get()) return;
    if (this.#unanswered > 0) this.#report('reconnecting');
    if (this.#unanswered >= MOST_UNANSWERED) {
      this.#unanswered = 0;
      this.#election?.challenge();
    }
    this.#ask();
  }

  #ask(): void {
    this.#unanswered += 1;
    this.#post({ type: 'ask', from: this.#id, after: this.revision });
  }

  /** `since` is the revision before the first of `changes`; the current one if there are none. */
  #publish(to: string | null, changes: readonly Change[] | null, since = this.revision): void {
    const { revision } = this;
    this.#post({ type: 'tell', from: this.#id, to, live: this.#live, revision, since, changes });
  }

  #post(message: Message): void {
    this.#channel?.postMessage(message);
  }

  #report(live: LiveState): void {
    if (live === this.#live) return;
    this.#live = live;
    this.#options.onLive(live);
  }
}
