import { useComputedColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { type ComponentProps, useRef, useState } from 'react';
import { KvError } from '#contract/errors.ts';
import { apiMutations } from './api.queries.ts';
import { ExactEditors } from './ExactEditors.tsx';
import './explorer.css';
import { ExactText } from './exact-text.ts';
import { EXAMPLES } from './examples.ts';
import { explorerStorage } from './explorer-storage.ts';
import { toOperationName } from './operation-name.ts';

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

/** GraphiQL, authenticated by the session, with exact JSON in both directions. */
export function Explorer() {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [texts] = useState(() => new ExactText());
  const readVariables = useRef(() => '');
  const { mutateAsync } = useMutation(apiMutations.send());
  // Created once: GraphiQL loads the schema again for every new fetcher.
  const [fetcher] = useState(() => async (...[request, options]: Parameters<Fetcher>) => {
    const { query, operationName, variables } = request;
    try {
      const answer = await mutateAsync({
        query,
        operationName: toOperationName(query, operationName),
        // `variables` were already parsed into JavaScript numbers.
        variablesText: variables === undefined ? undefined : readVariables.current(),
        headers: options?.headers,
      });
      texts.remember(answer);
      return JSON.parse(answer);
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      return { errors: [{ message: error.message, extensions: error.extensions }] };
    }
  });

  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={[...EXAMPLES]}
      defaultEditorToolsVisibility="variables"
      forcedTheme={scheme}
      storage={explorerStorage}
      // Headers may hold an API key.
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo> </GraphiQL.Logo>
      <ExactEditors texts={texts} readVariables={readVariables} />
    </GraphiQL>
  );
}
