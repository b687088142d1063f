// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type ActionPair,
  actionsOf,
  PAIR_ACTIONS,
  type PairAction,
  runActionOfKey,
  toActionPair,
} from './pair-actions.ts';
import type { PairActions } from './pair-actions-context.ts';

const VALUE = '{"exact": 1.0e400, "digits": 123456789012345678901234567890}';

const page = { open: vi.fn(), create: vi.fn(), rename: vi.fn(), remove: vi.fn() } satisfies PairActions;

const pairWith = (changes: Partial<ActionPair> = {}): ActionPair => ({
  ...{ id: 'id', key: 'etl/run', version: 3, preview: '{}', place: 'row' },
  readValue: () => Promise.resolve(VALUE),
  isTaken: () => Promise.resolve(false),
  ...changes,
});

const labelsOf = (actions: readonly PairAction[], pair: ActionPair) =>
  actions.map(({ label }) => (typeof label === 'string' ? label : label(pair)));

beforeEach(() => vi.clearAllMocks());

test('a row offers everything, an open pair what it has no button for', () => {
  expect(labelsOf(actionsOf('row'), pairWith())).toEqual([
    'Open',
    'Copy key',
    'Copy value',
    'Copy link',
    'Duplicate',
    'Rename',
    'Activity of this key',
    'Delete',
  ]);
  const open = pairWith({ place: 'pane', isDirty: true });
  expect(labelsOf(actionsOf('pane'), open)).toEqual([
    'Copy as JSON',
    'Copy link',
    'Duplicate saved value',
    'Rename',
    'Activity of this key',
    'Delete',
  ]);
});

test.each(Object.entries<PairAction>(PAIR_ACTIONS))(
  '%s does one thing, and looks dangerous only where it is',
  (name, action) => {
    expect(action.run === undefined).toBe(action.leadsTo !== undefined);
    expect(action.isDanger ?? false).toBe(name === 'remove');
  },
);

test('a key belongs to one action, and is not one that people type', () => {
  const keys = Object.values<PairAction>(PAIR_ACTIONS).flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => /^(Delete|F\d+)$/.test(key))).toBe(true);
});

describe('what opens something', () => {
  const pair = pairWith();
  test.each([
    ['open', 'open', 'etl/run'],
    ['rename', 'rename', pair],
    ['remove', 'remove', pair],
  ] as const)('%s', (name, opens, given) => {
    PAIR_ACTIONS[name].run(pair, page);

    expect(page[opens]).toHaveBeenCalledExactlyOnceWith(given);
  });
});

describe('what is in the way', () => {
  test.each([
    ['rename', { isSaving: true }, /^Wait until/],
    ['rename', { isDirty: true }, undefined],
    ['remove', { isDirty: true }, /^Save or discard/],
    ['remove', { isSaving: true }, undefined],
  ] as const)('%s of a pair with %j', (name, changes, obstacle) => {
    const found = PAIR_ACTIONS[name].findObstacle(pairWith(changes));
    if (obstacle === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(obstacle);
  });
});

describe('Duplicate', () => {
  test('opens New pair with exactly the stored text and the first free key', async () => {
    const isTaken = (key: string) => Promise.resolve(key === 'etl/run-copy');

    await expect(PAIR_ACTIONS.duplicate.run(pairWith({ isTaken }), page)).resolves.toBeUndefined();

    expect(page.create).toHaveBeenCalledExactlyOnceWith({ initialKey: 'etl/run-copy-2', initialText: VALUE });
  });

  test('opens nothing when the value cannot be read, and says so', async () => {
    const readValue = () => Promise.reject(new Error('gone'));

    await expect(PAIR_ACTIONS.duplicate.run(pairWith({ readValue }), page)).resolves.toEqual({
      isDone: false,
      text: 'Could not read the value',
    });
    expect(page.create).not.toHaveBeenCalled();
  });

  test('opens nothing once Escape was pressed while the value was read', async () => {
    let answer: (text: string) => void = () => {};
    const readValue = () => new Promise<string>((resolve) => (answer = resolve));
    const done = PAIR_ACTIONS.duplicate.run(pairWith({ readValue }), page);

    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    answer(VALUE);

    await done;
    expect(page.create).not.toHaveBeenCalled();
  });
});

describe('keys', () => {
  test.each([
    ['F2', 'rename'],
    ['Delete', 'remove'],
  ] as const)('%s: %s', (key, opens) => {
    expect(runActionOfKey(key, pairWith(), page)).toBe(true);
    expect(page[opens]).toHaveBeenCalledOnce();
  });

  test('others do nothing', () => {
    expect(runActionOfKey('F9', pairWith(), page)).toBe(false);
    expect(runActionOfKey('Delete', pairWith({ isDirty: true }), page)).toBe(false);
    expect(page.remove).not.toHaveBeenCalled();
  });
});

test('copies a link that opens the pair, whatever characters its key has', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { ...navigator, userAgent: '', clipboard: { writeText } });

  await PAIR_ACTIONS.copyLink.run(pairWith({ key: 'etl/100 %?#é' }));

  const link = `${window.location.origin}/team/kv/etl%2F100%20%25%3F%23%C3%A9`;
  expect(writeText).toHaveBeenCalledExactlyOnceWith(link);
  vi.unstubAllGlobals();
});

test('copies the key, or says that it could not', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { ...navigator, userAgent: '', clipboard: { writeText } });

  await expect(PAIR_ACTIONS.copyKey.run(pairWith())).resolves.toMatchObject({ isDone: true, text: 'Copied' });
  expect(writeText).toHaveBeenCalledExactlyOnceWith('etl/run');
  await expect(
    PAIR_ACTIONS.copyValue.run(pairWith({ readValue: () => Promise.reject(new Error('gone')) })),
  ).resolves.toEqual({ isDone: false, text: 'Could not copy the value' });
  vi.unstubAllGlobals();
});

test('a row reads its value afresh', async () => {
  const queryClient = new QueryClient();
  const fetchQuery = vi
    .spyOn(queryClient, 'fetchQuery')
    .mockResolvedValueOnce({ value_text: VALUE })
    .mockResolvedValueOnce(null);
  const pair = toActionPair({ id: 'id', key: 'etl/run', version: 3, preview: '' }, queryClient);

  await expect(pair.readValue()).resolves.toBe(VALUE);
  expect(fetchQuery.mock.calls[0]?.[0]).toMatchObject({ staleTime: 0 });
  await expect(pair.readValue()).rejects.toThrow('gone');
});
