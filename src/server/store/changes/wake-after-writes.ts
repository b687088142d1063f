import type { Runner } from '../programs/runner.ts';
import type { ChangeFeed } from './change-feed.ts';

/** After any write, followers check immediately whether their tenant has changed. */
export function wakeAfterWrites(runner: Runner, feed: ChangeFeed): Runner {
  const write: Runner['write'] = async (name, ...args) => {
    const result = await runner.write(name, ...args);
    feed.wake();
    return result;
  };
  return {
    lookUp: runner.lookUp,
    read: runner.read,
    rows: runner.rows,
    rowsNow: runner.rowsNow,
    write,
    erase: () => runner.erase(),
    ping: () => runner.ping(),
    close: () => runner.close(),
  };
}
