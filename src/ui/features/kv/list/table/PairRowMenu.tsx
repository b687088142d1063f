import { Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCheck,
  IconCopy,
  IconCopyPlus,
  IconCursorText,
  IconTimeline,
  IconTrash,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { copyText } from '#ui/shared/copy.ts';
import { focusInDialog, holdTyping, releaseTyping } from '#ui/shared/typed-ahead.ts';
import { kvQueries, type PairSummary } from '../../data/kv.queries.ts';
import classes from './PairTable.module.css';

const SEEN_MS = 900;

interface PairRowMenuProps {
  pair: PairSummary;
  /** Where it opens, in pixels of the window. */
  x: number;
  y: number;
  /** Gives the focus back to the row; what was asked for may take it from there, and give it back. */
  onClose: () => void;
  onOpen: (key: string) => void;
  onDuplicate: (key: string, valueText: string) => void;
  onRename: (pair: PairSummary) => void;
  onDelete: (pair: PairSummary) => void;
}

/** What can be done with a row. One menu for the whole table: hundreds of rows pass by while scrolling. */
export function PairRowMenu({ pair, x, y, onClose, onOpen, onDuplicate, onRename, onDelete }: PairRowMenuProps) {
  const queryClient = useQueryClient();
  const [copied, setCopied] = useState<{ what: 'key' | 'value'; isDone: boolean } | null>(null);
  const [isUnread, setIsUnread] = useState(false);

  async function readValue(): Promise<string> {
    // Fresh, and exactly the stored text.
    const stored = await queryClient.fetchQuery({ ...kvQueries.pair(pair.key), staleTime: 0 });
    if (!stored) throw new Error('The pair is gone.');
    return stored.value_text;
  }

  async function copy(what: 'key' | 'value', text: string | Promise<string>) {
    const isDone = await copyText(text).catch(() => false);
    announce(isDone ? `Copied the ${what}` : `Could not copy the ${what}`);
    setCopied({ what, isDone });
  }

  // Ends with this menu: else it would close the one that is opened next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted from the copy, not from the last render.
  useEffect(() => {
    if (!copied?.isDone) return;
    const timer = setTimeout(onClose, SEEN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function duplicate() {
    holdTyping({ findFocused: focusInDialog, onCancel: onClose });
    const valueText = await readValue().catch(() => undefined);
    setIsUnread(valueText === undefined);
    if (valueText === undefined) releaseTyping();
    if (valueText === undefined) announce('Could not read the value');
    else leave(() => onDuplicate(pair.key, valueText));
  }

  function copyLabel(what: 'key' | 'value') {
    if (copied?.what !== what) return { label: `Copy ${what}`, icon: <IconCopy size={16} stroke={1.6} aria-hidden /> };
    return copied.isDone
      ? { label: 'Copied', icon: <IconCheck size={16} aria-hidden /> }
      : { label: `Could not copy the ${what}`, icon: <IconAlertTriangle size={16} aria-hidden /> };
  }

  function leave(act: () => void) {
    onClose();
    act();
  }

  const key = copyLabel('key');
  const value = copyLabel('value');
  return (
    // At the very edge of a phone its place counts as scrolled out of sight, and the menu would be hidden.
    <Menu opened onClose={onClose} position="bottom-end" returnFocus={false} width={208} hideDetached={false}>
      {/* A place only: the button that people press is in the row. */}
      <Menu.Target>
        <span aria-hidden className={classes.menuAnchor} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${pair.key}`}>
        <Menu.Item
          leftSection={<IconArrowRight size={16} stroke={1.6} aria-hidden />}
          onClick={() => leave(() => onOpen(pair.key))}
        >
          Open
        </Menu.Item>
        <Menu.Item leftSection={key.icon} closeMenuOnClick={false} onClick={() => void copy('key', pair.key)}>
          {key.label}
        </Menu.Item>
        <Menu.Item leftSection={value.icon} closeMenuOnClick={false} onClick={() => void copy('value', readValue())}>
          {value.label}
        </Menu.Item>
        <Menu.Item
          leftSection={
            isUnread ? <IconAlertTriangle size={16} aria-hidden /> : <IconCopyPlus size={16} stroke={1.6} aria-hidden />
          }
          closeMenuOnClick={false}
          onClick={() => void duplicate()}
        >
          {isUnread ? 'Could not read the value' : 'Duplicate'}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCursorText size={16} stroke={1.6} aria-hidden />}
          onClick={() => leave(() => onRename(pair))}
        >
          Rename
        </Menu.Item>
        <Menu.Item
          renderRoot={(props) => <Link to="/team/activity" search={{ key: pair.key }} {...props} />}
          leftSection={<IconTimeline size={16} stroke={1.6} aria-hidden />}
        >
          Activity of this key
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          className={classes.danger}
          leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
          onClick={() => leave(() => onDelete(pair))}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
