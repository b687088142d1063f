import type { RunningServer } from './start-server.ts';

type Start = Pick<RunningServer, 'url' | 'signInLink' | 'signInLinkMinutes' | 'newAdminApiKey'>;

/**
 * The lines to print once the server is ready. The link comes first, because people need it next; below it a new admin
 * key, which is saved in `credentialsFile`.
 */
export function describeStart(start: Start, credentialsFile: string | undefined): string[] {
  const lines = [
    `KV Store runs at ${start.url}`,
    `Sign in within ${start.signInLinkMinutes} minutes: ${start.signInLink}`,
  ];
  if (start.newAdminApiKey === undefined) return lines;
  return [
    ...lines,
    '',
    `Admin API key, shown only this once: ${start.newAdminApiKey}`,
    `Clients on this machine find it in ${credentialsFile}`,
  ];
}
