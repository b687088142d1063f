import { useHistory } from '@graphiql/plugin-history';
import { Button, Menu } from '@mantine/core';
import classes from './HistoryMenu.module.css';
import { useOpenRequest } from './use-open-request.ts';

/** The requests that were run last, in any tab. */
export function HistoryMenu() {
  return (
    <Menu position="bottom-end" width={360}>
      <Menu.Target>
        <Button size="xs" variant="subtle" color="gray">
          History
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.items}>
        <HistoryItems />
      </Menu.Dropdown>
    </Menu>
  );
}

/** GraphiQL has no history yet while the page is rendered first: render it in what opens. */
function HistoryItems() {
  const items = useHistory();
  const openRequest = useOpenRequest();
  // Each once, where it was run last.
  const latest = new Map(items.toReversed().map((item) => [JSON.stringify([item.query, item.variables]), item]));

  if (items.length === 0) return <Menu.Label>Nothing was run yet.</Menu.Label>;
  return [...latest].map(([id, item]) => (
    <Menu.Item key={id} onClick={() => openRequest(item)} data-hint="Open in a new tab">
      <span className={classes.query}>{toOneLine(item.query ?? '')}</span>
    </Menu.Item>
  ));
}

const toOneLine = (query: string) => query.replaceAll(/#.*/g, '').replaceAll(/\s+/g, ' ').trim();
