import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, useEffect, useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { DELETE_KEY } from '#ui/shared/keys/is-mac.ts';
import classes from './PairActionItems.module.css';
import { type ActionOutcome, type ActionPair, actionsOf, type PairAction } from './pair-actions.ts';
import { usePairActions } from './pair-actions-context.ts';

const SEEN_MS = 900;

const labelOfKey = (key: string) => (key === 'Delete' ? DELETE_KEY : key);

interface PairActionItemsProps {
  pair: ActionPair;
  onClose: () => void;
}

/** The actions for a pair, as menu items. */
export function PairActionItems({ pair, onClose }: PairActionItemsProps) {
  const page = usePairActions();
  const [shown, setShown] = useState<{ of: PairAction; outcome: ActionOutcome } | null>(null);

  // Cleared with this menu, or it would close the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs from the outcome, not from the last render.
  useEffect(() => {
    if (!shown?.outcome.isDone) return;
    const timer = setTimeout(onClose, SEEN_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  /** The menu returns the focus before the next thing takes it. */
  const leaving =
    <Given extends readonly unknown[]>(act: (...given: Given) => void) =>
    (...given: Given) => {
      onClose();
      act(...given);
    };

  async function run(action: PairAction) {
    const obstacle = action.findObstacle?.(pair);
    if (obstacle !== undefined) {
      announce(obstacle);
      return;
    }
    const outcome = await action.run?.(pair, {
      open: leaving(page.open),
      create: leaving(page.create),
      rename: leaving(page.rename),
      remove: leaving(page.remove),
    });
    if (!outcome) return;
    announce(outcome.spoken ?? outcome.text);
    setShown({ of: action, outcome });
  }

  return actionsOf(pair.place).map((action) => {
    const label = typeof action.label === 'string' ? action.label : action.label(pair);
    const outcome = shown?.of === action ? shown.outcome : undefined;
    const obstacle = action.findObstacle?.(pair);
    const Icon = outcome ? (outcome.isDone ? IconCheck : IconAlertTriangle) : action.Icon;
    return (
      <Fragment key={label}>
        {action.isDanger && <Menu.Divider />}
        <Menu.Item
          className={action.isDanger ? classes.danger : undefined}
          leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
          rightSection={
            action.key && (
              <span className={classes.key} aria-hidden>
                {labelOfKey(action.key)}
              </span>
            )
          }
          closeMenuOnClick={false}
          data-hint={obstacle}
          data-disabled={obstacle === undefined ? undefined : true}
          aria-disabled={obstacle === undefined ? undefined : true}
          onClick={() => (action.leadsTo ? onClose() : void run(action))}
          {...(action.leadsTo && {
            renderRoot: (props: object) => <Link to="/team/activity" search={{ key: pair.key }} {...props} />,
          })}
        >
          {outcome?.text ?? label}
        </Menu.Item>
      </Fragment>
    );
  });
}
