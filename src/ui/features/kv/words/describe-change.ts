const VERBS: Readonly<Record<string, string>> = {
  create: 'Created',
  update: 'Changed',
  rename: 'Renamed',
  restore: 'Restored',
  delete: 'Deleted',
};

const CLIENTS: Readonly<Record<string, string>> = {
  ui: 'in the admin UI',
  cli: 'with the CLI',
  typescript: 'with the TypeScript client',
  python: 'with the Python client',
  api: 'through the API',
};

/** "Changed"; an operation that this page does not know yet keeps the server's name. */
export const describeOperation = (operation: string): string => VERBS[operation] ?? operation;

/** "in the admin UI": the client that made a change, to follow the name of the person or API key. */
export const describeClient = (via: string): string => CLIENTS[via] ?? `through ${via}`;
