import { DOC_EXPLORER_PLUGIN as DOCS } from '@graphiql/plugin-doc-explorer';
import { useEditorContext, usePluginStore } from '@graphiql/react';
import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import classes from './ExplorerTabs.module.css';
import { HistoryMenu } from './HistoryMenu.tsx';

/** The line of tabs, and what belongs to all of them. */
export function ExplorerTabs() {
  const { tabs, activeTabIndex, addTab, closeTab } = useEditorContext({ nonNull: true });
  const { visiblePlugin, setVisiblePlugin } = usePluginStore();
  const areDocsOpen = visiblePlugin !== null;

  return (
    <div className={classes.bar}>
      <div className={classes.tabs}>
        <Tabs.List className={classes.list} aria-label="Requests">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id}>
              {tab.operationName ?? 'Untitled'}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {/* Beside the tabs: a tab is a button, and holds none. */}
        {tabs.length > 1 && (
          <ActionIcon
            aria-label="Close this request"
            data-hint="Close this request"
            onClick={() => closeTab(activeTabIndex)}
          >
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
