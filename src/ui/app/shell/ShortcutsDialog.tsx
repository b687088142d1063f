import { Kbd, Modal, Stack, Switch } from '@mantine/core';
import { useMatchRoute, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { DELETE_KEY, IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { areSingleKeysOn, setSingleKeys } from '#ui/shared/keys/keyboard.ts';
import classes from './ShortcutsDialog.module.css';

const MOD = IS_MAC ? '⌘' : 'Ctrl';

type Shortcut = readonly [does: string, ...keys: string[]];

interface Place {
  readonly isList: boolean;
  readonly isPairOpen: boolean;
}

interface ShortcutGroup {
  readonly title: string;
  /** Whether they work there. */
  readonly isFor: (place: Place) => boolean;
  readonly shortcuts: readonly Shortcut[];
}

const GROUPS: readonly ShortcutGroup[] = [
  {
    title: 'List',
    isFor: ({ isList }) => isList,
    shortcuts: [
      ['Search keys', '/', `${MOD} K`],
      ['Open the first hit', 'Enter'],
      ['Next and previous pair', '↓ ↑', 'J K'],
      ['First and last pair', 'Home', 'End'],
      ['Open the pair', 'Enter'],
      ['Rename the pair', 'F2'],
      ['Delete the pair', DELETE_KEY],
      ['New pair', 'N'],
    ],
  },
  {
    title: 'Open pair',
    isFor: ({ isPairOpen }) => isPairOpen,
    shortcuts: [
      ['Open the next or previous pair', 'J K'],
      ['Edit the value', 'E'],
      ['Rename the pair', 'F2'],
      ['Delete the pair', DELETE_KEY],
      ['Save', `${MOD} S`],
      ['Save with a note', IS_MAC ? '⇧ ⌘ S' : 'Ctrl ⇧ S'],
      ['Close', 'Esc'],
    ],
  },
  {
    title: 'Editor',
    isFor: ({ isPairOpen }) => isPairOpen,
    shortcuts: [
      ['Leave the editor', 'Esc'],
      ['Find', `${MOD} F`],
      ['Let Tab leave the editor, or indent', IS_MAC ? 'Ctrl ⇧ M' : 'Ctrl M'],
    ],
  },
  {
    title: 'Everywhere',
    isFor: () => true,
    shortcuts: [
      ['Undo, while a message offers it', `${MOD} Z`],
      ['Show this help', '?'],
    ],
  },
];

interface ShortcutsDialogProps {
  onClose: () => void;
}

/** The shortcuts that work here and now. Render it only while it is open. */
export function ShortcutsDialog({ onClose }: ShortcutsDialogProps) {
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  const isList = useMatchRoute()({ to: '/team/kv', fuzzy: true }) !== false;
  const { key } = useParams({ strict: false });
  const place = { isList, isPairOpen: key !== undefined };

  function change(next: boolean) {
    setSingleKeys(next);
    setIsOn(next);
  }

  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size={420}>
      <Stack gap="lg">
        {GROUPS.filter(({ isFor }) => isFor(place)).map(({ title, shortcuts }) => (
          <table key={title} className={classes.table}>
            <caption>{title}</caption>
            <tbody>
              {shortcuts.map(([does, ...keys]) => (
                <tr key={does}>
                  <th scope="row">{does}</th>
                  <td>
                    {keys.map((key) => (
                      <Kbd key={key} translate="no">
                        {key}
                      </Kbd>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <Switch
          size="sm"
          label="Single-key shortcuts"
          description="Turn them off if they get in the way, for example of speech input. Applies to this browser."
          checked={isOn}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
