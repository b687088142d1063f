import { foldApiKeyName } from '#contract/api-key-name.ts';
import { KvError } from '#contract/errors.ts';

/** Refuses a name that cannot be told from one of `taken`, which history shows too. */
export function assertNameIsFree(name: string, taken: readonly string[]): void {
  if (!isFree(name, taken)) {
    throw new KvError(
      'BAD_USER_INPUT',
      'Another API key of this team has this name, or one that looks the same. Choose another name, or revoke that key first.',
    );
  }
}

/** `name`, with another addition if it cannot be told from one of `taken`. */
export function freeConfiguredName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ \(KV_ADMIN_API_KEY(?:, \d+)?\)$/, '');
  for (let count = 0; ; count += 1) {
    const candidate = [name, `${base} (KV_ADMIN_API_KEY)`][count] ?? `${base} (KV_ADMIN_API_KEY, ${count})`;
    if (isFree(candidate, taken)) return candidate;
  }
}

function isFree(name: string, taken: readonly string[]): boolean {
  const folded = foldApiKeyName(name);
  return !taken.some((other) => foldApiKeyName(other) === folded);
}
