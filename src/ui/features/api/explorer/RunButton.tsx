import { useEditorContext, useExecutionContext } from '@graphiql/react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';

const KEYS = IS_MAC ? '⌘ Enter' : 'Ctrl Enter';

/** Runs the query, or stops it; with a menu beside it where the query has several operations. */
export function RunButton() {
  const { queryEditor, setOperationName } = useEditorContext({ nonNull: true });
  const { isFetching, isSubscribed, run, stop } = useExecutionContext({ nonNull: true });
  const isRunning = isFetching || isSubscribed;
  const Icon = isRunning ? IconPlayerStopFilled : IconPlayerPlayFilled;
  const names = (queryEditor?.operations ?? []).flatMap(({ name }) => name?.value ?? []);

  function runOperation(name: string) {
    setOperationName(name);
    run();
  }

  return (
    <>
      <Button
        size="xs"
        variant={isRunning ? 'default' : 'filled'}
        data-hint={KEYS}
        leftSection={<Icon size={14} aria-hidden />}
        disabled={!queryEditor}
        onClick={isRunning ? stop : run}
      >
        {isRunning ? 'Stop' : 'Run'}
      </Button>
      {names.length > 1 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon aria-label="Run one operation" data-hint="Run one operation">
              <IconChevronDown size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {names.map((name) => (
              <Menu.Item key={name} onClick={() => runOperation(name)}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
