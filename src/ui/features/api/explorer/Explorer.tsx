import { DOC_EXPLORER_PLUGIN as DOCS, DocExplorerContextProvider } from '@graphiql/plugin-doc-explorer';
import { HistoryContextProvider } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { useMutation } from '@tanstack/react-query';
import { type ComponentProps, useRef, useState } from 'react';
import { KvError } from '#contract/errors.ts';
import { apiMutations } from './api.queries.ts';
import { ExactEditors } from './ExactEditors.tsx';
import { ExplorerPanes } from './ExplorerPanes.tsx';
import { ExactText } from './exact-text.ts';
import { EXAMPLES } from './examples.ts';
import { explorerStorage } from './explorer-storage.ts';
import { toOperationName } from './operation-name.ts';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import './graphiql.css';

// GraphiQL closes what is open when it gets other plugins.
const PLUGINS = [DOCS];

type Fetcher = ComponentProps<typeof GraphiQLProvider>['fetcher'];

/** GraphiQL's editors in panes of our own, authenticated by the session, with exact JSON in both directions. */
export function Explorer() {
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
    <GraphiQLProvider
      fetcher={fetcher}
      defaultTabs={[...EXAMPLES]}
      plugins={PLUGINS}
      referencePlugin={DOCS}
      storage={explorerStorage}
      // Headers may hold an API key.
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <HistoryContextProvider>
        <DocExplorerContextProvider>
          <ExplorerPanes />
          <ExactEditors texts={texts} readVariables={readVariables} />
        </DocExplorerContextProvider>
      </HistoryContextProvider>
    </GraphiQLProvider>
  );
}
