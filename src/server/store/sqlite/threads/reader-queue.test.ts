import { expect, test } from 'vitest';
import { ReaderQueue } from './reader-queue.ts';

class FakeThread {
  isAlive = true;
  readonly name: number;

  constructor(name: number) {
    this.name = name;
  }
}

function createQueue(most: number) {
  const threads: FakeThread[] = [];
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const queue = new ReaderQueue(() => {
    const thread = new FakeThread(threads.length + 1);
    threads.push(thread);
    return thread;
  }, most);
  /** Starts a job that lasts until `endAll`. */
  const start = (owner: string, name: string) =>
    queue.run(owner, (thread) => {
      started.push(`${name} on ${thread.name}`);
      return new Promise<FakeThread>((resolve) => ends.push(() => resolve(thread)));
    });
  const endAll = () => {
    for (const end of ends.splice(0)) end();
  };
  return { queue, threads, started, start, endAll };
}

test('an owner gets a turn of several jobs on one thread, and never the last thread', async () => {
  const { threads, started, start, endAll } = createQueue(2);
  const jobs = [start('a', 'a1'), start('a', 'a2'), start('a', 'a3'), start('b', 'b1')];
  expect(started).toEqual(['a1 on 1', 'b1 on 2']);
  expect(threads).toHaveLength(2);

  endAll();
  await jobs[0];
  await expect.poll(() => started.length).toBe(4);
  expect(started.slice(2)).toEqual(['a2 on 1', 'a3 on 1']);
  endAll();
  await Promise.all(jobs);
});

test('no thread is made before it is needed', () => {
  const { threads, start } = createQueue(4);
  expect(threads).toHaveLength(1);
  void start('a', 'a1');
  expect(threads).toHaveLength(1);
  void start('b', 'b1');
  expect(threads).toHaveLength(2);
});

test('a thread that has ended is replaced, and what only it could do fails', async () => {
  const { queue, threads, started, start, endAll } = createQueue(1);
  const jobs = [start('a', 'a1'), start('b', 'b1')];
  const [dead] = threads;
  const onlyThere = queue.run('a', () => Promise.reject(new Error('ended')), dead);
  if (dead) dead.isAlive = false;

  endAll();

  await expect(onlyThere).rejects.toThrow('ended');
  expect(started).toEqual(['a1 on 1', 'b1 on 2']);
  await expect(queue.run('a', () => Promise.reject(new Error('still ended')), dead)).rejects.toThrow('still ended');
  endAll();
  await Promise.all(jobs);
});

test('too many that wait are refused', async () => {
  const { queue, start } = createQueue(1);
  void start('a', 'a1');
  const waiting = Array.from({ length: 1_000 }, () => queue.run('a', async () => 'done').catch(() => 'refused'));

  await expect(queue.run('b', async () => 'done')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(waiting).toHaveLength(1_000);
});
