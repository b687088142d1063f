import { constants } from 'node:os';
import { createProgressLine } from './progress-line.ts';
import { runAdmin } from './run-admin.ts';

/*
 * The file that `kv admin` starts, with the rest of its arguments. It works on the database itself, beside a server that
 * may be using it.
 */

const stop = new AbortController();
const line = createProgressLine(process.stderr);
let stoppedBy: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stoppedBy = signal;
    stop.abort();
  });
}

try {
  process.exitCode = await runAdmin(process.argv.slice(2), {
    env: process.env,
    signal: stop.signal,
    progress: line.show,
    print: (text) => {
      line.clear();
      process.stdout.write(`${text}\n`);
    },
    complain: (text) => {
      line.clear();
      process.stderr.write(`kv-store: ${text}\n`);
    },
  });
} catch (error) {
  line.clear();
  if (!stoppedBy) throw error;
  process.exitCode = 128 + constants.signals[stoppedBy];
}
