// @vitest-environment jsdom
import { act, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { KEY, openPair, read, set } from '#testing/open-pair.ts';
import { refreshChanged } from '#ui/live/refresh-changed.ts';

test('a value of 1 MiB is saved, and neither the answer nor the echo of the change has the page read it again', async () => {
  const { result, requests, server, type, save } = await openPair('"small"');
  const large = JSON.stringify('x'.repeat(1_048_000));
  const echo = () => act(() => refreshChanged(result.current.queryClient, new Map([[KEY, 2]])));
  await type(large);
  const held = requests.hold('SetPair');
  await save();
  await waitFor(() => expect(held.count()).toBe(1));

  // The change may arrive before the answer.
  await echo();
  await act(async () => held.release());
  await waitFor(() => expect(result.current.status).toBe('Saved version 2'));
  await echo();

  expect(result.current.base).toMatchObject({ version: 2, updatedBy: (await read(server)).updated_by });
  expect((await read(server)).value_text).toBe(large);
  expect(requests.count('GetPair')).toBe(0);

  // And it would have: a version that is not the page's own is read.
  await set(server, '"theirs"');
  await act(() => refreshChanged(result.current.queryClient, new Map([[KEY, 3]])));
  expect(requests.count('GetPair')).toBe(1);
});

test('two presses of Save are one write', async () => {
  const { result, requests, server, type, onConflict } = await openPair('1');
  await type('2');

  await act(async () => {
    result.current.save(onConflict);
    result.current.save(onConflict);
  });

  await waitFor(() => expect(result.current.status).toBe('Saved version 2'));
  expect(requests.count('SetPair')).toBe(1);
  expect((await read(server)).version).toBe(2);
});

test('someone else saved first: nothing is overwritten until the person says so', async () => {
  const { result, server, type, save, undo } = await openPair('1');
  await type('"mine"');
  await set(server, '"theirs"');

  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));
  expect(result.current).toMatchObject({ serverChange: 'changed', theirs: { version: 2 }, base: { version: 1 } });
  expect((await read(server)).value_text).toBe('"theirs"');

  await act(async () => result.current.keepOnTopOf(result.current.theirs as OpenPair));
  expect(result.current).toMatchObject({ refusal: null, serverChange: 'same', base: { version: 2 } });
  await undo();
  expect(result.current).toMatchObject({ isPast: true, base: { version: 1 } });
  await type('"mine again"');
  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));
  expect((await read(server)).value_text).toBe('"theirs"');
});

test('an Undo while a save is on its way leaves the older text based on the older version', async () => {
  const { result, requests, session, type, undo, save, server } = await openPair('1');
  await type('"mine"');
  await set(server, '"theirs"');
  await save();
  await waitFor(() => expect(result.current.serverChange).toBe('changed'));
  await act(async () => result.current.take(result.current.theirs as OpenPair));
  await type('"theirs, changed"');
  const held = requests.hold('SetPair');
  await save();
  await waitFor(() => expect(held.count()).toBe(1));
  await undo();
  await undo();
  expect(session.getText()).toBe('"mine"');

  await act(async () => held.release());
  await waitFor(() => expect(result.current.isSaving).toBe(false));

  expect(result.current).toMatchObject({ isPast: true, serverChange: 'changed', base: { version: 1 } });
  expect((await read(server)).version).toBe(3);
  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));
  expect((await read(server)).value_text).toBe('"theirs, changed"');
});

test('a save without an answer is not lost, has one effect, and is known for what it was', async () => {
  const { result, requests, server, type, save, learn } = await openPair('1');
  await type('2');
  requests.lose('SetPair');
  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('UNREACHABLE'));
  expect(result.current.state.isDirty).toBe(true);

  await save();
  await waitFor(() => expect(result.current.status).toBe('Saved version 2'));
  expect((await read(server)).version).toBe(2);

  await type('3');
  requests.lose('SetPair');
  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('UNREACHABLE'));
  await type('4');
  await learn();
  await waitFor(() => expect(result.current.status).toBe('Saved as version 3 (the reply was delayed)'));
  expect(result.current).toMatchObject({ refusal: null, base: { version: 3, valueText: '3' } });
});

test('a newer version is shown when nothing was typed, and only then', async () => {
  const { result, server, session, type, undo, learn } = await openPair('"one"');
  await set(server, '"two"');
  await learn();
  await waitFor(() => expect(session.getText()).toBe('"two"'));
  expect(result.current).toMatchObject({ base: { version: 2 }, isPast: false });
  await undo();
  expect(session.getText()).toBe('"one"');
  expect(result.current).toMatchObject({ base: { version: 1 }, isPast: true, serverChange: 'changed' });

  await type('"mine"');
  await set(server, '"three"');
  await learn();
  await waitFor(() => expect(result.current.theirs?.version).toBe(3));
  expect(session.getText()).toBe('"mine"');
  expect(result.current).toMatchObject({ base: { version: 1 }, serverChange: 'changed' });
});

test('a deleted pair: the text becomes a new pair when asked to, and that pair is not gone', async () => {
  const { result, server, type, learn } = await openPair('1');
  await type('2');
  await server.graphql(
    'mutation ($id: UUID!) { delete_key_value(input: { key_value_id: $id }) { success } }',
    JSON.stringify({ id: (await read(server)).id }),
  );
  await learn();
  await waitFor(() => expect(result.current).toMatchObject({ serverChange: 'deleted', theirs: null }));

  const seen: string[] = [];
  await act(async () => result.current.saveAsNew(() => {}));
  await waitFor(() => {
    seen.push(result.current.serverChange);
    expect(result.current.status).toMatch(/^Saved version/);
  });

  expect(seen).not.toContain('deleted');
  expect(result.current.base.id).toBe((await read(server)).id);
});

test('after a sign-out the refusal goes as soon as the server answers again', async () => {
  const { result, type, save, learn } = await openPair('1');
  const send = globalThis.fetch;
  await type('2');
  vi.stubGlobal('fetch', async () =>
    Response.json({ errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] }),
  );
  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('UNAUTHENTICATED'));

  vi.stubGlobal('fetch', send);
  await learn();
  await waitFor(() => expect(result.current.refusal).toBeNull());
  expect(result.current.state.isDirty).toBe(true);
});
