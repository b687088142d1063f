/** Plain text, unlike the router's own JSON: `?q=123` searches for "123". The last of repeated names counts. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

/** Omits undefined and empty values, so that defaults never appear in the address. */
export function stringifySearch(search: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The text of a parameter; undefined for none, and for text that no key or name can contain. */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.includes('\0') || !value.isWellFormed() ? undefined : value;
}
