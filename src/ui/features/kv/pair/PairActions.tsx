import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { previewJson } from '#json/text.ts';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import { readString } from '#ui/shared/editor/session/string-text.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import { PairActionItems } from '../actions/PairActionItems.tsx';
import { type ActionPair, runActionOfKey, toActionPair } from '../actions/pair-actions.ts';
import { usePairActions } from '../actions/pair-actions-context.ts';
import type { Base } from '../data/base.ts';

interface PairActionsProps {
  pairKey: string;
  base: Base;
  isDirty: boolean;
  isSaving: boolean;
  /** A string is shown as plain text. */
  isText: boolean;
}

/** Buttons and the menu for the stored value. */
export function PairActions({ pairKey, base, isDirty, isSaving, isText }: PairActionsProps) {
  const queryClient = useQueryClient();
  const { id, version, valueText } = base;
  if (id === null || valueText === null) return null;
  const pair: ActionPair = {
    ...toActionPair({ id, key: pairKey, version, preview: previewJson(valueText) }, queryClient),
    ...{ place: 'pane', isDirty, isSaving },
    readValue: () => Promise.resolve(valueText),
  };
  // What is shown is copied; the menu has the JSON.
  const shown = (isText ? readString(valueText)?.text : undefined) ?? valueText;
  return <StoredPairActions pair={pair} shown={shown} />;
}

function StoredPairActions({ pair, shown }: { pair: ActionPair; shown: string }) {
  const page = usePairActions();
  const [isOpen, menu] = useDisclosure(false);
  const { isDirty } = pair;
  const act = (key: string) => () => void runActionOfKey(key, pair, page);
  usePageKeys({ F2: act('F2'), Delete: act('Delete'), ...(IS_MAC && { Backspace: act('Delete') }) });
  return (
    <>
      <CopyButton text={shown} label={isDirty ? 'Copy saved value' : 'Copy value'} />
      <Menu position="bottom-end" width={208} opened={isOpen} onChange={menu.toggle} onClose={menu.close}>
        <Menu.Target>
          <ActionIcon aria-label="More actions" onClick={menu.toggle}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <PairActionItems pair={pair} onClose={menu.close} />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
