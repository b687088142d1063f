import { createContext } from 'react';

/** Whose drafts they are: nobody else gets to see them, in whatever browser that is shared. */
export interface DraftOwner {
  readonly tenantId: string;
  readonly userId: string;
}

/** Null until the server has said who is signed in: until then nothing is kept or offered. */
export const DraftOwnerContext = createContext<DraftOwner | null>(null);
