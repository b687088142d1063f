import type { RunningServer } from './start-server.ts';

type Start = Pick<RunningServer, 'url' | 'signInLink' | 'signInLinkMinutes' | 'newAdminApiKey'>;

/** Where a new admin key was saved for clients, or why it could not be. */
export type SavedKey = { readonly file: string } | { readonly problem: string };

/**
 * The lines to print once the server is ready. The link comes first, because people need it next; below it a new admin
 * key.
 */
export function describeStart(start: Start, saved: SavedKey | undefined): string[] {
  const lines = [
    `KV Store runs at ${start.url}`,
    `Sign in within ${start.signInLinkMinutes} minutes: ${start.signInLink}`,
  ];
  if (start.newAdminApiKey === undefined || saved === undefined) return lines;
  return [
    ...lines,
    '',
    `Admin API key, shown only this once: ${start.newAdminApiKey}`,
    'file' in saved
      ? `Clients on this machine find it in ${saved.file}`
      : `It could not be saved for clients on this machine, so keep it now: ${saved.problem}`,
  ];
}
