import { DOC_EXPLORER_PLUGIN as DOCS } from '@graphiql/plugin-doc-explorer';
import { useEditorContext, usePluginStore } from '@graphiql/react';
import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { closeToast, showToast } from '#ui/shared/toast.ts';
import { ClosedToast } from './ClosedToast.tsx';
import classes from './ExplorerTabs.module.css';
import { HistoryMenu } from './HistoryMenu.tsx';
import { useOpenRequest } from './use-open-request.ts';

/** GraphiQL finds a name in an unfinished query too. */
const nameOf = ({ title }: { title: string }) => (title === '<untitled>' ? 'Untitled' : title);

/** The line of tabs, and what belongs to all of them. */
export function ExplorerTabs() {
  const { tabs, activeTabIndex, addTab, closeTab, queryEditor, variableEditor, headerEditor } = useEditorContext({
    nonNull: true,
  });
  const { visiblePlugin, setVisiblePlugin } = usePluginStore();
  const openRequest = useOpenRequest();
  const areDocsOpen = visiblePlugin !== null;
  const active = tabs[activeTabIndex];

  function close() {
    if (!active) return;
    // The tab learns of what is typed a moment later.
    const typed = {
      query: queryEditor?.getValue(),
      variables: variableEditor?.getValue(),
      headers: headerEditor?.getValue(),
    };
    closeTab(activeTabIndex);
    showToast(<ClosedToast name={nameOf(active)} onUndo={() => latestOpen.current(typed)} />);
  }

  // The message stays while the page changes its tabs, and nothing can be opened once the page is left.
  const latestOpen = useRef(openRequest);
  useEffect(() => {
    latestOpen.current = openRequest;
  }, [openRequest]);
  useEffect(() => closeToast, []);

  return (
    <div className={classes.bar}>
      <div className={classes.tabs}>
        <Tabs.List className={classes.list} aria-label="Requests">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id}>
              {nameOf(tab)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {/* Beside the tabs: a tab is a button, and holds none. */}
        {tabs.length > 1 && (
          <ActionIcon aria-label="Close this request" data-hint="Close this request" onClick={close}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon aria-label="New request" data-hint="New request" onClick={addTab}>
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.tools}>
        <HistoryMenu />
        <Button
          size="xs"
          variant={areDocsOpen ? 'light' : 'subtle'}
          color={areDocsOpen ? 'accent' : 'gray'}
          aria-expanded={areDocsOpen}
          onClick={() => setVisiblePlugin(areDocsOpen ? null : DOCS)}
        >
          Docs
        </Button>
      </div>
    </div>
  );
}
