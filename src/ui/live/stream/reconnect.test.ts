import { expect, test } from 'vitest';
import {
  type Connection,
  type ConnectionEvent,
  connectFrom,
  delayMs,
  liveStateOf,
  reduceConnection,
} from './reconnect.ts';

const started: ConnectionEvent = { type: 'started' };
const failed: ConnectionEvent = { type: 'failed', isRefused: false };
const refused: ConnectionEvent = { type: 'failed', isRefused: true };
const silent: ConnectionEvent = { type: 'failed', isRefused: false, isSilent: true };
const due: ConnectionEvent = { type: 'due', after: 7 };

const after = (events: readonly ConnectionEvent[], from: number | null = null): Connection =>
  events.reduce(reduceConnection, connectFrom(from));

test.each<[string, ConnectionEvent[], Partial<Connection>]>([
  ['begins by connecting', [], { phase: 'connecting', attempt: 1, failures: 0, after: null }],
  ['is live with the first event', [started], { phase: 'live', attempt: 1 }],
  ['stays live with every further one', [started, started], { phase: 'live', attempt: 1 }],
  ['waits after a failure', [failed], { phase: 'waiting', failures: 1 }],
  ['counts an end that is reported twice once', [failed, failed], { phase: 'waiting', failures: 1 }],
  ['goes on from where it is then', [started, failed, due], { phase: 'connecting', attempt: 2, failures: 1, after: 7 }],
  ['counts failures in a row', [failed, due, failed, due, failed], { phase: 'waiting', attempt: 3, failures: 3 }],
  ['forgets failures once it is live', [failed, due, failed, due, started], { phase: 'live', failures: 0 }],
  ['ends with a refusal', [refused, due, failed, started], { phase: 'refused', attempt: 1, failures: 1 }],
  ['does not connect again while it is live', [started, due], { phase: 'live', attempt: 1, after: null }],
  ['does not connect twice', [due], { phase: 'connecting', attempt: 1, after: null }],
  ['an event of a connection that has failed does not revive it', [failed, started], { phase: 'waiting' }],
])('a connection %s', (_, events, expected) => {
  expect(after(events)).toMatchObject(expected);
});

test.each([
  [1, 0, 250],
  [1, 1, 500],
  [2, 1, 1_000],
  [5, 1, 8_000],
  [7, 1, 30_000],
  [1_000, 0, 15_000],
])('after %i failures and with chance %f it waits %i ms', (failures, chance, expected) => {
  expect(delayMs(failures, chance)).toBe(expected);
});

test.each<[string, ConnectionEvent[], number | null, string]>([
  ['before the first answer', [], null, 'connecting'],
  ['when another tab has led before', [], 5, 'reconnecting'],
  ['with events', [started], null, 'live'],
  ['after a break', [started, failed], null, 'reconnecting'],
  ['after two failures', [failed, due, failed, due], null, 'reconnecting'],
  ['after three', [failed, due, failed, due, failed], null, 'polling'],
  ['when nothing of the stream came', [silent], null, 'polling'],
  ['when nothing comes any more', [started, failed, due, silent, due], null, 'polling'],
  ['once a stream comes after all', [silent, due, started], null, 'live'],
  ['while it tries again', [failed, due, failed, due, failed, due], null, 'polling'],
  ['when nobody is signed in', [refused], 5, 'connecting'],
])('%s', (_, events, from, expected) => {
  expect(liveStateOf(after(events, from))).toBe(expected);
});
