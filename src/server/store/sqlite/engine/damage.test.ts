import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, damagePage, readScope } from '../backup/backup-fixtures.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

test('damage in a running server is logged once with its table, fails what needs it, and nothing else', async () => {
  const { file } = await createTestDatabase(300);
  const scope = readScope(file);
  const notices: string[] = [];
  const store = await openSqliteStore({ file, notify: (message) => void notices.push(message) });
  onTestFinished(() => store.close());
  const pairs = store.pairs(scope);
  damagePage(file, 'pair');

  // More often than there are connections: each is good for other reads afterwards.
  for (let read = 0; read < 20; read += 1) {
    await expect(pairs.listWithValues({})).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/damaged/),
    });
    expect(await pairs.count()).toBe(299);
  }

  const writes = await Promise.allSettled(
    Array.from({ length: 300 }, (_, at) => pairs.set({ key: `Schlüssel ${at} 🔥`, valueText: '"changed"' })),
  );
  const failed = writes.filter(({ status }) => status === 'rejected');
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(20);
  for (const outcome of failed) {
    expect(outcome).toMatchObject({ reason: { code: 'UNAVAILABLE', message: expect.stringMatching(/damaged/) } });
  }
  expect(await pairs.set({ key: 'new', valueText: '1' })).toMatchObject({ version: 1 });
  await expect(store.ping()).resolves.toBeUndefined();

  expect(new Set(notices).size).toBe(notices.length);
  expect(notices.length).toBeGreaterThan(0);
  for (const notice of notices)
    expect(notice).toMatch(/kv\.sqlite: A part .* is damaged: .*, in pair\b.*kv admin verify/);
});
