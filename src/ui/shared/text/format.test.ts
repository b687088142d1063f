import { afterEach, describe, expect, test, vi } from 'vitest';
import { formatBytes, formatClock, formatRelative } from './format.ts';

const separators = new Intl.NumberFormat().formatToParts(1_234.5);
const group = separators.find(({ type }) => type === 'group')?.value ?? '';
const decimal = separators.find(({ type }) => type === 'decimal')?.value ?? '';

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [1_023, `1${group}023 B`],
    [1_024, '1 KB'],
    [12_698, `12${decimal}4 KB`],
    [1_048_524, `1${group}023${decimal}9 KB`],
    [1_048_575, '1 MB'],
    [1_048_576, '1 MB'],
    [1_610_612_736, `1${decimal}5 GB`],
  ])('%i are shown as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('a time, seen from noon', () => {
  const noon = Date.parse('2026-08-22T12:00:00.000Z');

  test.each([
    ['2026-08-22T11:59:30.000Z', 'just now'],
    ['2026-08-22T12:00:20.000Z', 'just now'],
    ['2026-08-22T11:58:00.000Z', '2 min ago'],
    ['2026-08-22T09:00:00.000Z', '3 hr ago'],
    ['2026-08-21T11:00:00.000Z', 'yesterday'],
    ['2026-08-19T11:00:00.000Z', '3 days ago'],
    ['2026-08-15T13:00:00.000Z', '6 days ago'],
  ])('%s is %s', (iso, text) => {
    expect(formatRelative(iso, noon)).toBe(text);
  });
});

test('a time more than a week ago is its date, with the year where that is another one', () => {
  const noon = new Date(2026, 7, 22, 12, 0).getTime();

  const [before, lastYear] = [new Date(2026, 7, 15, 11, 0), new Date(2025, 11, 31, 11, 0)];
  expect(formatRelative(before.toISOString(), noon)).toMatch(/^(?=.*15)(?=.*Aug)(?!.*2026)/);
  expect(formatRelative(lastYear.toISOString(), noon)).toMatch(/^(?=.*31)(?=.*Dec)(?=.*2025)/);
});

test('a time today is shown without a date, any other with one', () => {
  const now = new Date(2026, 7, 22, 12, 0).getTime();

  expect(formatClock(new Date(2026, 7, 22, 10, 42).getTime(), now)).toMatch(/^10:42/);
  expect(formatClock(new Date(2026, 7, 21, 10, 42).getTime(), now)).toMatch(/21.*10:42/);
});

describe('the usual form, which needs no formatter', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test.each(['en', 'en-GB', 'en-US'])('is what the formatter of %s writes', async (language) => {
    vi.stubGlobal('navigator', { language });
    vi.resetModules();
    const usual = await import('./format.ts');
    const count = new Intl.NumberFormat(language);
    const digit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

    for (const number of [0, 7, 999, 1_000, 12_345, 999_999, 1_000_000, 123_456_789]) {
      expect(usual.formatCount(number)).toBe(count.format(number));
    }
    for (const kilobytes of [1, 1.04, 1.06, 12.4, 999.94, 999.96, 1_000, 1_023.9]) {
      expect(usual.formatBytes(kilobytes * 1_024)).toBe(`${digit.format(kilobytes)} KB`);
    }
  });
});
