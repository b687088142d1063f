import type { DestinationStream } from 'pino';

/** Levels of pino. */
const LABELS: readonly (readonly [level: number, label: string])[] = [
  [60, 'fatal'],
  [50, 'error'],
  [40, 'warning'],
  [30, 'info'],
  [20, 'debug'],
  [0, 'trace'],
];

/** What every line has, and what needs no name. */
const UNNAMED = ['level', 'time', 'pid', 'hostname', 'msg', 'err'];

interface LogLine {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message: string; readonly stack?: string };
}

/** Writes the lines of the log for people at a terminal: a sentence each, with the stack of an error below it. */
export function terminalLog(write: (text: string) => void): DestinationStream {
  return { write: (line) => write(describeLine(JSON.parse(line) as LogLine)) };
}

function describeLine(line: LogLine): string {
  const { level, msg = '', err } = line;
  const label = LABELS.find(([lowest]) => level >= lowest)?.[1];
  const details = Object.entries(line)
    .filter(([name, value]) => !UNNAMED.includes(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = [`${label}: ${msg}`, ...details].join(' ');
  return err ? `${text}\n${err.stack ?? err.message}\n` : `${text}\n`;
}
