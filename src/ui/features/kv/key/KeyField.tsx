import { TextInput } from '@mantine/core';
import { findKeyProblem, MAX_KEY_CHARACTERS } from '#contract/limits.ts';
import { findKeyOddity } from '../words/key-oddity.ts';
import classes from './KeyField.module.css';

interface KeyFieldProps {
  label: string;
  value: string;
  /** It is what the key is already: nothing is remarked about it. */
  isSame?: boolean;
  onChange: (key: string) => void;
}

/** Takes the key that a pair is to have. */
export function KeyField({ label, value, isSame = false, onChange }: KeyFieldProps) {
  const problem = findKeyProblem(value);
  const oddity = problem === undefined && !isSame ? findKeyOddity(value) : undefined;
  return (
    <>
      <TextInput
        label={label}
        description={`1 to ${MAX_KEY_CHARACTERS} characters. Slashes keep related keys together, as in etl/last-run.`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={value === '' ? undefined : problem}
        classNames={{ input: classes.key }}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      {oddity && <p className={classes.odd}>{oddity}</p>}
    </>
  );
}
