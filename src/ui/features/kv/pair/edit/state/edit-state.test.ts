import { describe, expect, test } from 'vitest';
import { type ErrorCode, KvError } from '#contract/errors.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { toBase } from '../../../data/base.ts';
import { toPair } from '../../../data/pair-cache.ts';
import { EXPECTED } from './edit-state.table.ts';
import { type EditEvent, type EditState, reduceEdit, serverChangeOf, startEdit } from './edit-state.ts';

const UPDATED = '2026-01-01T00:00:00.000Z';
const pair = (version: number, text: string, key = 'k'): OpenPair =>
  toPair(key, text, { id: 'p', version, updated: UPDATED, updated_by: 'bea' });

const text = (step: number, compact: string | undefined, isDirty = compact !== '"one"'): EditEvent => ({
  type: 'text',
  now: { document: 'd', step },
  draft: { compact, isDirty },
});
const write = { key: 'k', valueText: '"mine"', expectedVersion: 1, idempotencyKey: 'first' };
const refused = (code: ErrorCode, found?: OpenPair | null, limit?: number): EditEvent => ({
  type: 'refused',
  error: new KvError(code, 'x', limit === undefined ? {} : { limit }),
  at: 100,
  found,
});
const answerLost: EditEvent = { type: 'answerLost', error: new KvError('UNREACHABLE', 'x'), at: 100 };
const serverHas = (found: OpenPair | null, at = 200): EditEvent => ({ type: 'serverHas', pair: found, at });
const shown = (version: number, theirs: string, step: number, compact = theirs): EditEvent => ({
  type: 'shown',
  base: toBase(pair(version, theirs)),
  now: { document: 'd', step },
  draft: { compact, isDirty: compact !== theirs },
  status: { text: 'Shown', isUnsaved: compact !== theirs },
});
const keptOnTop: EditEvent = { type: 'keptOnTop', theirs: pair(2, '"two"') };

const OPEN = [text(1, '"one"')];
const TYPED = [...OPEN, text(2, '"mine"')];
const SENDING = [...TYPED, { type: 'sent', write } as const];
const DELETED = [...TYPED, serverHas(null)];

/** How each state comes about. Version 1 is `"one"`, and `"mine"` is what was typed. */
const STATES: Readonly<Record<string, readonly EditEvent[]>> = {
  untouched: OPEN,
  typed: TYPED,
  'a mistake': [...OPEN, text(2, undefined)],
  'newer to show': [...OPEN, serverHas(pair(2, '"two"'))],
  sending: SENDING,
  'sending, typed on': [...SENDING, text(3, '"more"')],
  unanswered: [...SENDING, answerLost],
  'signed out': [...SENDING, refused('UNAUTHENTICATED')],
  changed: [...TYPED, serverHas(pair(2, '"two"'))],
  conflict: [...SENDING, refused('VERSION_CONFLICT', pair(2, '"two"'))],
  deleted: DELETED,
  'to be new': [...DELETED, { type: 'becameNew' }],
  'kept on top': [...TYPED, serverHas(pair(2, '"two"')), keptOnTop],
  'undone to before': [...TYPED, serverHas(pair(2, '"two"')), shown(2, '"two"', 5), text(2, '"mine"')],
};

const EVENTS: Readonly<Record<string, EditEvent>> = {
  typed: text(9, '"typed"'),
  undone: text(1, '"one"', false),
  sent: { type: 'sent', write: { ...write, idempotencyKey: 'second' } },
  saved: { type: 'saved', pair: pair(2, '"mine"') },
  refused: refused('VERSION_CONFLICT', pair(3, '"three"')),
  answerLost,
  refusalHidden: { type: 'refusalHidden' },
  'server: newer': serverHas(pair(3, '"three"')),
  'server: same value': serverHas(pair(3, '"one"')),
  'server: what was sent': serverHas(pair(2, '"mine"')),
  'server: deleted': serverHas(null),
  'server: renamed': serverHas(pair(2, '"one"', 'k2')),
  'server: unchanged': serverHas(pair(1, '"one"')),
  merged: shown(3, '"three"', 9, '"both"'),
  taken: shown(3, '"three"', 9),
  keptOnTop,
  becameNew: { type: 'becameNew' },
  discarded: { type: 'discarded' },
};

function describeState(state: EditState): string {
  const { bases, draft, write: sent } = state;
  return [
    `v${bases.base.version}`,
    draft.isDirty && 'unsaved',
    bases.isPast && 'past',
    serverChangeOf(state),
    sent.sending && `sending ${sent.sending.idempotencyKey}`,
    sent.unanswered && 'unanswered',
    sent.refusal?.error.code,
    state.status.text && `“${state.status.text.slice(0, 14).trim()}”`,
  ]
    .filter(Boolean)
    .join(', ');
}

const start = (events: readonly EditEvent[]) =>
  events.reduce(reduceEdit, startEdit(pair(1, '"one"'), { compact: '"one"', isDirty: false }));

describe.each(Object.entries(STATES))('%s', (name, events) => {
  const state = start(events);

  test('is what it is called', () => {
    expect(describeState(state)).toBe(EXPECTED[name]?.now);
  });

  test.each(Object.entries(EVENTS))('and then %s', (event, happened) => {
    const after = reduceEdit(state, happened);

    expect(after === state ? '=' : describeState(after)).toBe(EXPECTED[name]?.[event]);
  });
});

test('a server may allow less than usual, and says so with the refusal', () => {
  expect(start([...SENDING, refused('VALUE_TOO_LARGE', undefined, 10)]).write.limitBytes).toBe(10);
});

test('a pair that was saved is not gone, whatever the page knew before', () => {
  const saved = start([...DELETED, { type: 'becameNew' }, { type: 'sent', write }, EVENTS.saved as EditEvent]);

  expect(describeState(saved)).toBe('v2, same, “Saved version”');
});
