import { useEditorContext } from '@graphiql/react';
import { flushSync } from 'react-dom';

interface Request {
  readonly query?: string | null;
  readonly variables?: string | null;
  readonly headers?: string | null;
}

/** Returns a function that opens a request in a tab of its own, so that nothing typed is replaced. */
export function useOpenRequest(): (request: Request) => void {
  const { addTab, queryEditor, variableEditor, headerEditor } = useEditorContext({ nonNull: true });

  return ({ query, variables, headers }) => {
    flushSync(addTab);
    queryEditor?.setValue(query ?? '');
    variableEditor?.setValue(variables ?? '');
    headerEditor?.setValue(headers ?? '');
    // After what it was chosen in has given the focus back.
    setTimeout(() => queryEditor?.focus());
  };
}
