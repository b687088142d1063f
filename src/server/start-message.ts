import type { RunningServer } from './start-server.ts';

type Start = Pick<RunningServer, 'url' | 'signInLink' | 'signInLinkMinutes' | 'newAdminApiKey'>;

/** Where a new admin key was saved for clients, or why it could not be. */
export type SavedKey = { readonly file: string } | { readonly problem: string };

/**
 * The lines to print at a terminal once the server is ready. The link stands alone and first, because people need it
 * next; then where the server is, and where a new admin key is. A key is printed only if it could not be saved.
 */
export function describeStart(start: Start, saved: SavedKey | undefined): string[] {
  const lines = [
    `Sign in within ${start.signInLinkMinutes} minutes: ${start.signInLink}`,
    '',
    `KV Store runs at ${start.url} (Ctrl+C stops it)`,
  ];
  if (start.newAdminApiKey === undefined || saved === undefined) return lines;
  if ('file' in saved) {
    return [
      ...lines,
      `The admin API key is saved in ${saved.file}. Clients on this machine find it there.`,
      'In another terminal: npx kv set foo bar. To print the key for scripts: npx kv key',
    ];
  }
  return [
    ...lines,
    `Admin API key, shown only this once: ${start.newAdminApiKey}`,
    `It could not be saved for clients on this machine, so keep it now: ${saved.problem}`,
  ];
}

/**
 * The lines to print anywhere else. What is not a terminal is often kept, so neither an admin key nor the link is in
 * them. `saved` is that of a key that this start made or would have made.
 */
export function describeStartInLog({ url }: Pick<Start, 'url'>, saved: SavedKey | undefined): string[] {
  const lines = [`KV Store runs at ${url}`];
  if (saved === undefined) return [...lines, 'Sign in with an API key. A sign-in link is printed only at a terminal.'];
  if ('problem' in saved) {
    return [
      ...lines,
      `Sign in is not possible yet: no admin API key was made, since it could not be saved (${saved.problem}) and is shown only at a terminal. Set KV_ADMIN_API_KEY to a key of your choice and restart the server.`,
    ];
  }
  return [
    ...lines,
    `Sign in with the new admin API key, which is saved in ${saved.file}. Clients on this machine find it there, others with \`kv login ${url}\`.`,
    'Neither it nor a sign-in link is printed except at a terminal. To choose the key yourself, set KV_ADMIN_API_KEY.',
  ];
}
