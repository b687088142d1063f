/** The store cannot be opened. The message is one line for the operator: the file, the finding, what to do. */
export class StoreStartError extends Error {
  override readonly name = 'StoreStartError';
}
