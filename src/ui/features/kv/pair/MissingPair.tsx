import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { usePairActions } from '../actions/pair-actions-context.ts';
import { visibleKey } from '../words/key-text.ts';
import { DraftOffer } from './drafts/DraftOffer.tsx';
import { useLeftDrafts } from './drafts/use-drafts.ts';
import { PairHeader } from './PairHeader.tsx';
import classes from './Pane.module.css';
import { useNewKey } from './use-renamed-pair.ts';

interface MissingPairProps {
  pairKey: string;
  /** The id of the pair that had the key when it was opened. */
  formerId: string | null;
  onClose: () => void;
}

export function MissingPair({ pairKey, formerId, onClose }: MissingPairProps) {
  const page = usePairActions();
  const left = useLeftDrafts({ pairId: formerId ?? '', key: pairKey });
  const newKey = useNewKey(formerId ?? left.draft?.pairId ?? null, pairKey);
  return (
    <div className={classes.pane}>
      <PairHeader pairKey={pairKey} onClose={onClose} />
      {left.draft && (
        <DraftOffer
          draft={left.draft}
          version={null}
          restoreLabel="Restore draft as a new pair"
          onRestore={({ json, id }) => page.create({ initialKey: pairKey, initialText: json, draftId: id })}
          onDiscard={left.remove}
        />
      )}
      <Stack className={classes.notice} gap="md" align="center">
        {newKey === undefined ? (
          <>
            <Text size="sm">No pair has this key.</Text>
            <Text size="sm">
              If it was deleted, it is in{' '}
              <Link to="/team/kv" search={{ deleted: '1', q: pairKey }} className={classes.link}>
                Recently deleted
              </Link>
              .
            </Text>
          </>
        ) : (
          <>
            <Text size="sm">
              The pair was renamed to “<Exact>{visibleKey(newKey)}</Exact>”.
            </Text>
            <Button onClick={() => page.open(newKey)} className={classes.create}>
              <span>
                Open “<Exact>{visibleKey(newKey)}</Exact>”
              </span>
            </Button>
          </>
        )}
        <Button
          variant={newKey === undefined ? 'filled' : 'default'}
          onClick={() => page.create({ initialKey: pairKey })}
          className={classes.create}
        >
          <span>
            Create “<Exact>{visibleKey(pairKey)}</Exact>”
          </span>
        </Button>
      </Stack>
    </div>
  );
}
