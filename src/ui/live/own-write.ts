interface Touched {
  readonly id?: string;
  /** A rename has two. */
  readonly keys?: readonly string[];
}

export interface MadeVersion {
  readonly id: string;
  readonly version: number;
}

/** What a mutation writes, in its `meta`. */
export interface OwnWrite {
  readonly touches: (variables: never) => Touched;
  readonly made?: (answer: never) => MadeVersion;
}

/**
 * The `meta` of a mutation that writes a pair: it says which one from its variables, and from its answer which version
 * it has made, if any. Without it the page shows the write as the work of others.
 */
export const ownWrite = <Variables, Answer = never>(write: {
  touches: (variables: Variables) => Touched;
  made?: (answer: Answer) => MadeVersion;
}): { ownWrite: OwnWrite } => ({ ownWrite: write });
