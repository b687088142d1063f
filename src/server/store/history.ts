/** Through what a change was made. */
export type Via = 'ui' | 'cli' | 'typescript' | 'python' | 'api';
