import { type Change, collect, type Feed } from '../change-feed.ts';
import type { LiveState } from '../live.ts';
import { type Channel, TabGroup } from './tab-group.ts';

interface LockState {
  held: { readonly tab: TestTab; readonly lose: (error: Error) => void } | undefined;
  waiting: { readonly tab: TestTab; readonly grant: () => void }[];
}

/** Locks like those of browsers, with control over their holders. */
class TestLocks {
  readonly #locks = new Map<string, LockState>();

  of(tab: TestTab): LockManager {
    const request = (name: string, { steal, signal }: LockOptions, hold: () => Promise<void> | undefined) =>
      new Promise<void>((resolve, reject) => {
        const lock = this.#locks.get(name) ?? { held: undefined, waiting: [] };
        this.#locks.set(name, lock);
        const grant = () => {
          const held = { tab, lose: reject };
          lock.held = held;
          void Promise.resolve(hold()).then(() => {
            resolve();
            if (lock.held === held) next(lock);
          });
        };
        const waiting = { tab, grant };
        signal?.addEventListener('abort', () => {
          lock.waiting = lock.waiting.filter((one) => one !== waiting);
          reject(new Error('AbortError'));
        });
        if (steal) {
          lock.held?.lose(new Error('AbortError'));
          grant();
        } else {
          lock.waiting.push(waiting);
          if (!lock.held) next(lock);
        }
      });
    return { request } as never;
  }

  /** The browser releases the locks of a tab that has gone. */
  free(tab: TestTab): void {
    for (const lock of this.#locks.values()) {
      lock.waiting = lock.waiting.filter((one) => one.tab !== tab);
      if (lock.held?.tab === tab) next(lock);
    }
  }
}

function next(lock: LockState): void {
  lock.held = undefined;
  lock.waiting.shift()?.grant();
}

/** A tab of the browser, with a model of what its page knows. */
class TestTab {
  readonly group: TabGroup;
  readonly states: LiveState[] = [];
  /** The latest revision that the page has received; null if none. */
  known: number | null = null;
  /** How often everything had to be read again. */
  restarts = 0;
  /** Keeps messages for later, like a busy script. */
  isHung = false;
  isGone = false;
  readonly inbox: unknown[] = [];
  channel: (Channel & { readonly name: string }) | undefined;
  feed: Feed | undefined;

  constructor(browser: TestBrowser, name: string) {
    this.group = new TabGroup({
      name,
      onLive: (state) => this.states.push(state),
      onChanges: (changes) => {
        if (changes === null) {
          this.known = this.group.revision;
          this.restarts += 1;
        }
        for (const { revision } of changes ?? []) {
          if (this.known === null || revision !== this.known + 1) throw new Error(`${revision} after ${this.known}`);
          this.known = revision;
        }
      },
      locks: browser.hasLocks ? browser.locks.of(this) : undefined,
      openChannel: (channelName) => {
        this.channel = {
          name: channelName,
          onmessage: null,
          postMessage: (message) => browser.send(this, channelName, message),
          close: () => {
            this.channel = undefined;
          },
        };
        return this.channel;
      },
    });
  }

  receive(message: unknown): void {
    if (this.isHung) this.inbox.push(message);
    else this.channel?.onmessage?.({ data: message } as MessageEvent);
  }

  /** Runs again after it hung. */
  resume(): void {
    this.isHung = false;
    for (const message of this.inbox.splice(0)) this.receive(message);
  }
}

const toWire = ({ revision, id, key, previousKey, operation, version }: Change) => ({
  revision,
  resync: false,
  key_value_id: id,
  key,
  previous_key: previousKey,
  operation,
  version,
});

const nothing = { key_value_id: null, key: null, previous_key: null, operation: null, version: null };

/** A browser of many tabs, with fake timers, and the server that they follow. */
export class TestBrowser {
  readonly hasLocks: boolean;
  readonly locks = new TestLocks();
  readonly tabs: TestTab[] = [];
  revision = 0;

  constructor(hasLocks: boolean) {
    this.hasLocks = hasLocks;
  }

  open(name = 'team user'): TestTab {
    const tab = new TestTab(this, name);
    this.tabs.push(tab);
    tab.group.isLeader.subscribe(() => this.#connect(tab));
    tab.group.join();
    tab.group.show(true);
    return tab;
  }

  /** Ends a tab like a crash, without a message. */
  crash(tab: TestTab): void {
    tab.isGone = true;
    tab.channel = undefined;
    tab.group.show(false);
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    this.locks.free(tab);
  }

  write(): void {
    this.revision += 1;
    for (const tab of this.tabs) this.#push(tab);
  }

  /** Replaces the server's data with older data. */
  putBack(revision: number): void {
    this.revision = revision;
    for (const tab of this.leaders) {
      tab.feed = collect(tab.feed, { key_value_change: { ...nothing, revision, resync: true } });
      tab.group.follow(tab.feed);
    }
  }

  get leaders(): readonly TestTab[] {
    return this.tabs.filter((tab) => tab.group.isLeader.get() && !tab.isHung);
  }

  send(from: TestTab, name: string, message: unknown): void {
    if (from.isGone) return;
    const copy = structuredClone(message);
    for (const tab of this.tabs) {
      if (tab === from || tab.channel?.name !== name) continue;
      setTimeout(() => tab.receive(copy));
    }
  }

  /** The connection of a leader. */
  #connect(tab: TestTab): void {
    tab.feed = undefined;
    if (!tab.group.isLeader.get()) return;
    const after = tab.group.revision;
    const revision = after ?? this.revision;
    // Connecting takes a while.
    setTimeout(() => {
      if (!tab.group.isLeader.get() || tab.isGone) return;
      tab.feed = collect(undefined, { key_value_change: { ...nothing, revision, resync: false } });
      tab.group.report('live');
      tab.group.follow(tab.feed);
      this.#push(tab);
    }, 20);
  }

  #push(tab: TestTab): void {
    if (!tab.feed || tab.isHung || tab.isGone || !tab.group.isLeader.get()) return;
    const { since, changes } = tab.feed;
    for (let revision = (changes.at(-1)?.revision ?? since) + 1; revision <= this.revision; revision += 1) {
      const change = { revision, id: 'id', key: 'key', previousKey: null, operation: 'update', version: revision };
      tab.feed = collect(tab.feed, { key_value_change: toWire(change) });
    }
    tab.group.follow(tab.feed);
  }
}
