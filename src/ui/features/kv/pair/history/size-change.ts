import { formatBytes } from '#ui/shared/text/format.ts';

/** "+12 B", "−1.5 KB", "same size"; undefined when there is no size to compare with. */
export function formatSizeChange(size: number | null, before: number | null | undefined): string | undefined {
  if (size === null || before === null || before === undefined) return undefined;
  if (size === before) return 'same size';
  return size > before ? `+${formatBytes(size - before)}` : `\u2212${formatBytes(before - size)}`;
}
