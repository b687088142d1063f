import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failAtEnd, NoStream, openStream } from './open-stream.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function openBody() {
  const connection = new TransformStream<Uint8Array, Uint8Array>();
  const reader = failAtEnd(new Response(connection.readable)).body?.getReader();
  if (!reader) throw new Error('the response has a body');
  return { reader, writer: connection.writable.getWriter() };
}

test('a stream that says something in time goes on for as long as it does', async () => {
  const { reader, writer } = openBody();

  for (let beat = 0; beat < 5; beat += 1) {
    const read = reader.read();
    await vi.advanceTimersByTimeAsync(beat === 0 ? 9_000 : 39_000);
    void writer.write(new Uint8Array([beat]));
    expect((await read).value).toEqual(new Uint8Array([beat]));
  }
  void writer.close();
  await expect(reader.read()).rejects.toThrow('ended');
});

test('a stream that falls silent fails', async () => {
  const { reader, writer } = openBody();
  const first = reader.read();
  void writer.write(new Uint8Array([1]));
  await first;
  const failed = expect(reader.read()).rejects.toThrow('silent');

  await vi.advanceTimersByTimeAsync(40_000);

  await failed;
});

test('a stream whose first event is kept on the way is none', async () => {
  const { reader } = openBody();
  const failed = expect(reader.read()).rejects.toThrow(NoStream);

  await vi.advanceTimersByTimeAsync(10_000);

  await failed;
});

test('a server that does not answer at all is given up', async () => {
  vi.stubGlobal(
    'fetch',
    (_: unknown, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  );
  const failed = expect(openStream('/graphql')).rejects.toThrow(NoStream);

  await vi.advanceTimersByTimeAsync(10_000);

  await failed;
});

test('what is not a stream stays as it is', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ errors: [] }));

  expect(await (await openStream('/graphql')).json()).toEqual({ errors: [] });
});
