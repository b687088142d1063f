import { Tabs, VisuallyHidden } from '@mantine/core';
import classes from './PairTabs.module.css';
import { PAIR_TABS, type PairTab } from './pair-tab.ts';

const LABELS: Readonly<Record<PairTab, string>> = { value: 'Value', history: 'History', use: 'Use it' };

interface PairTabsProps {
  /** The value has unsaved changes. */
  isDirty: boolean;
}

/** The tab list of an open pair; the parent renders the `Tabs.Panel`s. */
export function PairTabs({ isDirty }: PairTabsProps) {
  return (
    <Tabs.List className={classes.list} aria-label="Pair">
      {PAIR_TABS.map((tab) => (
        <Tabs.Tab key={tab} value={tab} classNames={{ tabLabel: classes.label }}>
          {LABELS[tab]}
          {tab === 'value' && isDirty && (
            <span className={classes.dot} data-hint="Unsaved changes">
              <VisuallyHidden>Unsaved changes</VisuallyHidden>
            </span>
          )}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
