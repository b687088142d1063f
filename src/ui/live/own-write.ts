interface Touched {
  readonly id?: string;
  /** A rename has two keys. */
  readonly keys?: readonly string[];
}

export interface MadeVersion {
  readonly id: string;
  readonly version: number;
}

/** The pair that a mutation writes, in its `meta`. */
export interface OwnWrite {
  readonly touches: (variables: never) => Touched;
  readonly made?: (answer: never) => MadeVersion;
}

/**
 * The `meta` of a mutation that writes a pair. It finds the pair from the variables, and the new version, if any, from
 * the answer. Without it the page would show the write as someone else's.
 */
export const ownWrite = <Variables, Answer = never>(write: {
  touches: (variables: Variables) => Touched;
  made?: (answer: Answer) => MadeVersion;
}): { ownWrite: OwnWrite } => ({ ownWrite: write });
