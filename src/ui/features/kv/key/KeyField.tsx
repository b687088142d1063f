import { TextInput } from '@mantine/core';
import { findKeyProblem, MAX_KEY_CHARACTERS } from '#contract/limits.ts';
import { keyName } from '#ui/shared/keys/key-name.ts';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { findKeyOddity } from '../words/key-oddity.ts';
import { visibleKey } from '../words/key-text.ts';
import classes from './KeyField.module.css';
import { useLookAlike } from './use-look-alike.ts';

interface KeyFieldProps {
  label: string;
  value: string;
  /** The key is unchanged, so warnings about it are not shown. */
  isSame?: boolean;
  onChange: (key: string) => void;
  /** Enter. */
  onEnter?: () => void;
}

/** The field for the key of a pair. */
export function KeyField({ label, value, isSame = false, onChange, onEnter }: KeyFieldProps) {
  const problem = findKeyProblem(value);
  const oddity = problem === undefined && !isSame ? findKeyOddity(value) : undefined;
  const lookAlike = useLookAlike(isSame ? '' : value);
  return (
    <>
      <TextInput
        label={label}
        description={`Up to ${MAX_KEY_CHARACTERS} characters. Use / to group keys, like etl/last-run.`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={value === '' ? undefined : problem}
        classNames={{ input: classes.key }}
        onKeyDown={(event) => {
          if (!onEnter || keyName(event) !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onEnter();
        }}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        data-autofocus
      />
      {oddity && (
        <p className={classes.odd} role="status">
          {oddity}
        </p>
      )}
      {lookAlike !== undefined && (
        <p className={classes.odd} role="status">
          “<Exact>{visibleKey(lookAlike)}</Exact>” exists and looks nearly the same.
        </p>
      )}
    </>
  );
}
