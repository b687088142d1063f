import { expect, test } from 'vitest';
import { loadOnce } from './load-once.ts';

/** Fails as often as said, then loads. */
function createLoader(failures: number) {
  let calls = 0;
  const loader = loadOnce(async () => {
    calls += 1;
    if (calls <= failures) throw new Error(`failure ${calls}`);
    return calls;
  });
  return loader;
}

test('what is loaded is not loaded again', async () => {
  const load = createLoader(0);

  expect([await load(), await load()]).toEqual([1, 1]);
  load.forgetFailure();
  expect(await load()).toBe(1);
});

test('a failure is the answer to everybody until it is forgotten', async () => {
  const load = createLoader(1);

  await expect(load()).rejects.toThrow('failure 1');
  expect(load()).toBe(load());
  await expect(load()).rejects.toThrow('failure 1');
  load.forgetFailure();
  expect(await load()).toBe(2);
});
