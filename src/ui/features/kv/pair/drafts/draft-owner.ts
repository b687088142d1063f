import { createContext } from 'react';

/** The person whose drafts they are. Nobody else sees them, even in a shared browser. */
export interface DraftOwner {
  readonly tenantId: string;
  readonly userId: string;
}

/** Null until the server has said who is signed in. Until then no drafts are kept or offered. */
export const DraftOwnerContext = createContext<DraftOwner | null>(null);
