import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { terminalLog } from './terminal-log.ts';

test('at a terminal the log is sentences, with what else a line has', () => {
  const lines: string[] = [];
  const logger = createLogger(
    'info',
    terminalLog((text) => lines.push(text)),
  );

  logger.warn('The disk is full.');
  logger.info({ method: 'POST', status: 200 }, 'request');
  logger.error({ err: new Error('broken kvs_abc') }, 'unexpected error');

  expect(lines[0]).toBe('warning: The disk is full.\n');
  expect(lines[1]).toBe('info: request method=POST status=200\n');
  expect(lines[2]).toMatch(/^error: unexpected error\nError: broken \[removed\]\n {4}at .*\n$/s);
});
