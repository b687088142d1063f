import { Kbd, Modal, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { areSingleKeysOn, setSingleKeys } from '#ui/shared/keys/keyboard.ts';
import classes from './ShortcutsDialog.module.css';

const MOD = IS_MAC ? '⌘' : 'Ctrl';

const SHORTCUTS: readonly (readonly [does: string, ...keys: string[]])[] = [
  ['Search keys', '/', `${MOD} K`],
  ['Next and previous pair', '↓ ↑', 'J K'],
  ['First and last pair', 'Home', 'End'],
  ['Open the pair', 'Enter'],
  ['Edit the open pair', 'E'],
  ['Save', `${MOD} S`],
  ['Let Tab leave the editor, or indent', IS_MAC ? 'Ctrl ⇧ M' : 'Ctrl M'],
  ['Back to the list', 'Esc'],
  ['Undo a deletion', `${MOD} Z`],
  ['New pair', 'N'],
  ['Show this help', '?'],
];

interface ShortcutsDialogProps {
  onClose: () => void;
}

/** Render it only while it is open. */
export function ShortcutsDialog({ onClose }: ShortcutsDialogProps) {
  const [isOn, setIsOn] = useState(areSingleKeysOn);

  function change(next: boolean) {
    setSingleKeys(next);
    setIsOn(next);
  }

  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size={420}>
      <Stack gap="lg">
        <table className={classes.table}>
          <tbody>
            {SHORTCUTS.map(([does, ...keys]) => (
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
