const VERBS: Readonly<Record<string, string>> = {
  create: 'Created',
  update: 'Changed',
  rename: 'Renamed',
  restore: 'Restored',
  delete: 'Deleted',
};

const DOORS: Readonly<Record<string, string>> = {
  ui: 'in the admin UI',
  cli: 'with the CLI',
  typescript: 'by TypeScript',
  python: 'by Python',
  api: 'through the API',
};

/** "Changed"; an operation that this page does not know yet is named as the server does. */
export const describeOperation = (operation: string): string => VERBS[operation] ?? operation;

/** Through what a change was made, to follow the name of who made it: "in the admin UI". */
export const describeDoor = (via: string): string => DOORS[via] ?? `through ${via}`;
