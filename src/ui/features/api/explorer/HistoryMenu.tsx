import { useHistory } from '@graphiql/plugin-history';
import { useEditorContext } from '@graphiql/react';
import { Button, Menu } from '@mantine/core';
import { flushSync } from 'react-dom';
import classes from './HistoryMenu.module.css';

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
  const { addTab, queryEditor, variableEditor } = useEditorContext({ nonNull: true });

  /** In a tab of its own, so that nothing typed is replaced. */
  function open({ query = '', variables = '' }: (typeof items)[number]) {
    flushSync(addTab);
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    // After the menu has given the focus back to its button.
    setTimeout(() => queryEditor?.focus());
  }

  if (items.length === 0) return <Menu.Label>Nothing was run yet.</Menu.Label>;
  return items.toReversed().map((item) => (
    <Menu.Item key={JSON.stringify(item)} onClick={() => open(item)} data-hint="Open in a new tab">
      <span className={classes.query}>{toOneLine(item.query ?? '')}</span>
    </Menu.Item>
  ));
}

const toOneLine = (query: string) => query.replaceAll(/#.*/g, '').replaceAll(/\s+/g, ' ').trim();
