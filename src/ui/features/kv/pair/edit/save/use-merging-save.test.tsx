// @vitest-environment jsdom
import { act, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { minifyJson } from '#json/text.ts';
import { openPair, read, set } from '#testing/open-pair.ts';

describe('someone else saved first', () => {
  test('what they changed elsewhere is taken in, and both are saved with every digit and nothing asked', async () => {
    const { result, server, session, type, save, onConflict } = await openPair('{"id":1.0,"a":1,"b":[1, 2]}');
    await type('{ "id":1.0, "a":12345678901234567890, "b":[1, 2] }');
    await set(server, '{"id":1.0,"a":1,"b":[1,2.50]}');

    await save();
    await waitFor(() => expect(result.current.status).toBe('Saved version 3'));

    const merged = '{"id":1.0,"a":12345678901234567890,"b":[1,2.50]}';
    expect((await read(server)).value_text).toBe(merged);
    expect(minifyJson(session.getText())).toBe(merged);
    expect(result.current).toMatchObject({ refusal: null, serverChange: 'same', base: { version: 3 } });
    expect(onConflict).not.toHaveBeenCalled();
    expect(result.current.told).toBe("Saved as version 3, together with admin's change to b[1].");
  });

  test('and again while the merged text was on its way: every version is merged before it is replaced', async () => {
    const { result, requests, server, type, save } = await openPair('{"a":1,"b":1,"c":1}');
    await type('{"a":2,"b":1,"c":1}');
    await set(server, '{"a":1,"b":2,"c":1}');
    const first = requests.hold('SetPair');
    await save();
    await waitFor(() => expect(first.count()).toBe(1));
    let second = first;
    await act(async () => {
      first.release();
      second = requests.hold('SetPair');
    });
    await waitFor(() => expect(second.count()).toBe(1));
    await set(server, '{"a":1,"b":2,"c":2}');
    await act(async () => second.release());

    await waitFor(() => expect(result.current.status).toBe('Saved version 4'));
    expect((await read(server)).value_text).toBe('{"a":2,"b":2,"c":2}');
    expect(result.current.told).toBe('Saved as version 4, together with versions 2 to 3 (b and c).');
  });

  test('a real conflict asks, and nothing is written', async () => {
    const { result, server, type, save, onConflict } = await openPair('{"a":1,"b":1}');
    await type('{"a":2,"b":2}');
    await set(server, '{"a":3,"b":1}');

    await save();
    await waitFor(() => expect(onConflict).toHaveBeenCalledOnce());
    expect(result.current).toMatchObject({ serverChange: 'changed', base: { version: 1 } });
    expect((await read(server)).value_text).toBe('{"a":3,"b":1}');
  });

  test('their version has it all already: it is shown, and not written again', async () => {
    const { result, requests, server, type, save } = await openPair('{"a":1,"b":1}');
    await type('{"a":2,"b":1}');
    await set(server, '{"a":2,"b":2}');

    await save();
    await waitFor(() => expect(result.current.status).toBe('Version 2 by admin already has your changes'));
    expect(result.current.state.isDirty).toBe(false);
    expect((await read(server)).version).toBe(2);
    expect(requests.count('SetPair')).toBe(1);
  });

  test('text typed since Save was pressed is never saved unasked', async () => {
    const { result, requests, server, type, save, onConflict } = await openPair('{"a":1,"b":1}');
    await type('{"a":2,"b":1}');
    await set(server, '{"a":1,"b":2}');
    const held = requests.hold('SetPair');
    await save();
    await waitFor(() => expect(held.count()).toBe(1));
    await type('{"a":21,"b":1}');
    await act(async () => held.release());

    await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));
    expect(onConflict).not.toHaveBeenCalled();
    expect((await read(server)).value_text).toBe('{"a":1,"b":2}');
  });

  test('a merge that was undone is not made again by Save: the person decides', async () => {
    const { result, server, session, type, save, undo } = await openPair('{"a":1,"b":1}');
    await type('{"a":2,"b":1}');
    await set(server, '{"a":1,"b":2}');
    await save();
    await waitFor(() => expect(result.current.status).toBe('Saved version 3'));
    await undo();
    expect(minifyJson(session.getText())).toBe('{"a":2,"b":1}');

    await save();
    await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));
    expect((await read(server)).version).toBe(3);
  });
});
