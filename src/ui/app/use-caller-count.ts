import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { authQueries } from '#ui/features/auth/auth.queries.ts';

interface Caller {
  readonly tenantId: string;
  readonly userId: string;
}

/** How often another person has signed in on this page, which then starts fresh. */
export function useCallerCount(caller: Caller | undefined): number {
  const queryClient = useQueryClient();
  const [known, setKnown] = useState({ caller, count: 0 });
  if (caller && !isSame(caller, known.caller)) setKnown({ caller, count: known.count + (known.caller ? 1 : 0) });
  const { count } = known;

  useEffect(() => {
    if (count > 0) void queryClient.resetQueries({ predicate: ({ queryKey: [kind] }) => kind !== authQueries.all[0] });
  }, [count, queryClient]);
  return count;
}

const isSame = (one: Caller, other: Caller | undefined) =>
  one.tenantId === other?.tenantId && one.userId === other.userId;
