import { DocExplorer } from '@graphiql/plugin-doc-explorer';
import { ResponseEditor, useEditorContext, useExecutionContext, usePluginStore } from '@graphiql/react';
import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import classes from './ExplorerPanes.module.css';
import { ExplorerTabs } from './ExplorerTabs.tsx';
import { RequestPane } from './RequestPane.tsx';
import { Split } from './Split.tsx';

/** A tab for each request; below them the request beside its answer, and the docs where they are asked for. */
export function ExplorerPanes() {
  const { tabs, activeTabIndex, changeTab } = useEditorContext({ nonNull: true });
  const { visiblePlugin } = usePluginStore();
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const active = tabs[activeTabIndex]?.id ?? '';

  return (
    <Tabs
      value={active}
      onChange={(id) => changeTab(tabs.findIndex((tab) => tab.id === id))}
      className={`graphiql-container ${classes.explorer}`}
    >
      <ExplorerTabs />
      <div className={classes.body}>
        <Tabs.Panel value={active} className={classes.request}>
          <Split
            orientation={isNarrow ? 'vertical' : 'horizontal'}
            share={55}
            first={<RequestPane />}
            second={<AnswerPane />}
          />
        </Tabs.Panel>
        {visiblePlugin && (
          <aside className={classes.docs} aria-label="Docs">
            <DocExplorer />
          </aside>
        )}
      </div>
    </Tabs>
  );
}

function AnswerPane() {
  const { tabs, activeTabIndex } = useEditorContext({ nonNull: true });
  const { isFetching } = useExecutionContext({ nonNull: true });
  const isEmpty = !tabs[activeTabIndex]?.response;

  return (
    <section className={classes.answer} aria-label="Answer" aria-busy={isFetching}>
      {isEmpty && <p className={classes.hint}>{isFetching ? 'Waiting for the answer…' : 'The answer appears here.'}</p>}
      <ResponseEditor />
    </section>
  );
}
