import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { previewJson } from '#json/text.ts';
import { Preview } from '#ui/shared/page/Preview.tsx';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount, formatRelative } from '#ui/shared/text/format.ts';
import { showToast } from '#ui/shared/toast.ts';
import { useIsShown } from '#ui/shared/use-is-shown.ts';
import { DEFAULT_DAYS_KEPT, historyQueries } from '../data/history.queries.ts';
import { kvMutations } from '../data/kv.mutations.ts';
import { kvQueries, type PairIdentity } from '../data/kv.queries.ts';
import { readQueries } from '../data/last-read.queries.ts';
import { useWrite } from '../data/use-write.ts';
import { describeUse } from '../words/describe-last-read.ts';
import { visibleKey, visibleText } from '../words/key-text.ts';
import { describeDeleteRefusal } from '../words/refusal/describe-delete-refusal.ts';
import { RefusalToast } from '../words/refusal/RefusalToast.tsx';
import { TitleKey } from '../words/TitleKey.tsx';
import { DeletedToast } from './DeletedToast.tsx';
import classes from './DeletePairDialog.module.css';

interface DeletePairDialogProps {
  pair: PairIdentity;
  onClose: () => void;
  /** Called when the request has been sent. */
  onSent: () => void;
  /** Called when the request was refused. */
  onRefused: () => void;
}

/**
 * Deletes exactly the version whose preview it shows. It is hidden while the request is on its way, and comes back with
 * the reason if that is refused.
 */
export function DeletePairDialog({ pair, onClose, onSent, onRefused }: DeletePairDialogProps) {
  const queryClient = useQueryClient();
  const [target, setTarget] = useState(pair);
  const [change, setChange] = useState<string | null>(null);
  const [isGone, setIsGone] = useState(false);
  const isShown = useIsShown();
  const cancel = useRef<HTMLButtonElement>(null);
  const { data: use } = useQuery(readQueries.use(target.key));
  const remove = useWrite({
    ...kvMutations.delete(),
    // At this level, because a person who has left the page should see the outcome too.
    onSuccess: (answer, sent) => {
      if (!answer.success) return setIsGone(true);
      showToast(<DeletedToast id={sent.id} pairKey={sent.key} version={sent.expectedVersion} />);
      onClose();
    },
    onError: (error, { key }) => {
      if (isShown.current) return onRefused();
      showToast(<RefusalToast pairKey={key} {...describeDeleteRefusal(error)} />);
    },
  });
  const daysKept = useQuery(historyQueries.deletedCount()).data?.daysKept ?? DEFAULT_DAYS_KEPT;
  const isChanged = remove.error?.code === 'VERSION_CONFLICT';

  function submit() {
    setChange(null);
    remove.mutate({ id: target.id, key: target.key, expectedVersion: target.version });
    onSent();
  }

  async function look() {
    const current = await queryClient
      .fetchQuery({ ...kvQueries.pair(target.key), staleTime: 0 })
      .catch(() => undefined);
    if (current === undefined) return;
    remove.reset();
    cancel.current?.focus();
    if (current === null) {
      setIsGone(true);
      return;
    }
    const { id, key, version, value_text, updated, updated_by } = current;
    setTarget({ id, key, version, preview: previewJson(value_text) });
    setChange(`${updated_by} saved version ${version} ${formatRelative(updated)}. This is the value now:`);
  }

  if (isGone) {
    return (
      <Modal opened onClose={onClose} title="Already deleted" size={440}>
        <Stack gap="lg">
          <Text size="sm" className={classes.wrap}>
            Someone else already deleted “<Exact>{visibleKey(target.key)}</Exact>”.
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              Close
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }

  return (
    <Modal
      opened={remove.isIdle || remove.isError}
      onClose={onClose}
      title={
        <>
          Delete “<TitleKey text={target.key} />
          ”?
        </>
      }
      size={440}
      returnFocus={false}
    >
      <Stack gap="md">
        {change && <Text size="sm">{change}</Text>}
        <Preview text={visibleText(target.preview)} />
        {/* Its line exists before its text, so that nothing moves under the pointer. */}
        <Text size="sm" c="dimmed" className={classes.use}>
          {use && `${describeUse(use)}.`}
        </Text>
        {!isChanged && (
          <Text size="sm">
            It stays in Recently deleted for up to {formatCount(daysKept)} {daysKept === 1 ? 'day' : 'days'}. Anything
            that reads this key will get “not found”.
          </Text>
        )}
        {isChanged && (
          <Alert role="alert" color="yellow" title="Changed since you opened this">
            <Stack gap="sm" align="flex-start">
              <Text size="sm">Someone else saved a new value, so nothing was deleted. Look at it first.</Text>
              <Button size="xs" variant="default" autoFocus onClick={() => void look()}>
                Show the new value
              </Button>
            </Stack>
          </Alert>
        )}
        {remove.error && !isChanged && (
          <RefusalAlert key={remove.submittedAt} {...describeDeleteRefusal(remove.error)} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button ref={cancel} variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          {!isChanged && (
            <Button color="red" onClick={submit}>
              Delete
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
