import { expect, test } from 'vitest';
import { createSignal } from './signal.ts';

test('every listener hears of every change, and of nothing else', () => {
  const signal = createSignal('a');
  const heard: string[] = [];
  const ends = ['first', 'second'].map((name) => signal.subscribe(() => heard.push(`${name} ${signal.get()}`)));

  signal.set('b');
  signal.set('b');
  ends[0]?.();
  signal.set('c');

  expect(heard).toEqual(['first b', 'second b', 'second c']);
});

test('its source runs only while someone listens', () => {
  const calls: string[] = [];
  const signal = createSignal(0, {
    whileHeard: () => {
      calls.push('start');
      return () => calls.push('stop');
    },
  });
  const listener = () => undefined;

  const [first, second] = [signal.subscribe(listener), signal.subscribe(listener)];
  first();
  first();
  expect(calls).toEqual(['start']);
  second();
  expect(calls).toEqual(['start', 'stop']);
  signal.subscribe(listener);
  expect(calls).toEqual(['start', 'stop', 'start']);
});
