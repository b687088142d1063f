import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failOnSilence } from './silence.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function openBody() {
  const connection = new TransformStream<Uint8Array, Uint8Array>();
  const reader = failOnSilence(new Response(connection.readable)).body?.getReader();
  if (!reader) throw new Error('the response has a body');
  return { reader, writer: connection.writable.getWriter() };
}

test('a stream that says something in time goes on for as long as it does', async () => {
  const { reader, writer } = openBody();

  for (let beat = 0; beat < 5; beat += 1) {
    const read = reader.read();
    await vi.advanceTimersByTimeAsync(39_000);
    void writer.write(new Uint8Array([beat]));
    expect((await read).value).toEqual(new Uint8Array([beat]));
  }
  void writer.close();
  expect((await reader.read()).done).toBe(true);
});

test('a stream that says nothing fails', async () => {
  const { reader } = openBody();
  const read = reader.read();
  const failed = expect(read).rejects.toThrow('silent');

  await vi.advanceTimersByTimeAsync(40_000);

  await failed;
});
