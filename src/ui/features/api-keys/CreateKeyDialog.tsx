import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { findApiKeyNameProblem } from '#contract/api-key-name.ts';
import { useWrite } from '#ui/features/kv/data/use-write.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { formatDay } from '#ui/shared/text/format.ts';
import { apiKeyMutations } from './api-keys.mutations.ts';
import { EXPIRIES, type Expiry, toDateInput, toExpiryInstant } from './expiry.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';

interface CreateKeyDialogProps {
  /** The user who is signed in; undefined while unknown. */
  userId: string | undefined;
  /** When the key of the person expires, which no key that it creates outlives; null: never. */
  ownExpiry: string | null;
  onClose: () => void;
}

/** Creates an API key and shows its secret. Render it only while it is open. */
export function CreateKeyDialog({ userId, ownExpiry, onClose }: CreateKeyDialogProps) {
  // Fixed, so that a second press after a lost answer asks for the same.
  const [now] = useState(Date.now);
  const create = useWrite(apiKeyMutations.create());
  const [name, setName] = useState('');
  const [expiry, setExpiry] = useState<Expiry>('never');
  const [date, setDate] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const expires = toExpiryInstant(expiry, date, now);
  const problem = findApiKeyNameProblem(name);
  const obstacle =
    problem ??
    (expires === undefined ? 'Choose a date in the future.' : undefined) ??
    (userId === undefined ? 'Loading…' : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (obstacle !== undefined || expires === undefined || userId === undefined || create.isPending) return;
    create.mutate({ userId, name: name.trim(), expires }, { onError: () => field.current?.focus() });
  }

  const secret = create.data?.key;

  const never = ownExpiry === null ? 'Never' : `With yours, ${formatDay(ownExpiry)}`;
  return (
    <>
      {/* Outside both dialogs, which follow each other. */}
      <ReturnFocus />
      {typeof secret === 'string' ? (
        <NewKeyDialog name={name.trim()} secret={secret} onClose={onClose} />
      ) : (
        <Modal opened onClose={onClose} title="New API key" size={440} closeOnClickOutside={name === ''}>
          <form onSubmit={submit}>
            <Stack gap="md">
              <TextInput
                ref={field}
                label="Name"
                description="Shown in History and Activity. Name the program or person that will use it."
                placeholder="nightly-etl"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                error={name === '' ? undefined : problem}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                data-autofocus
              />
              <NativeSelect
                label="Expires"
                value={expiry}
                onChange={(event) =>
                  setExpiry(EXPIRIES.find(({ value }) => value === event.currentTarget.value)?.value ?? 'never')
                }
                data={EXPIRIES.map((one) => (one.value === 'never' ? { ...one, label: never } : one))}
              />
              {expiry === 'date' && (
                <TextInput
                  type="date"
                  label="Last day"
                  min={toDateInput(now)}
                  value={date}
                  onChange={(event) => setDate(event.currentTarget.value)}
                />
              )}
              {create.error && <ErrorPanel error={create.error} title="No key to show" />}
              <Group justify="flex-end" gap="sm">
                <Button variant="default" onClick={onClose}>
                  Cancel
                </Button>
                <GuardedButton type="submit" obstacle={obstacle} loading={create.isPending}>
                  Create key
                </GuardedButton>
              </Group>
            </Stack>
          </form>
        </Modal>
      )}
    </>
  );
}
