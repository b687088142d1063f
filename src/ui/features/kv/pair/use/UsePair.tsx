import { SegmentedControl, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readStored, writeStored } from '#ui/shared/stored.ts';
import type { Base } from '../../data/base.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { DOORS } from './snippets.ts';
import classes from './UsePair.module.css';

const STORAGE_KEY = 'kv-use-door';

export interface UsePairProps {
  pairKey: string;
  /** What is stored. */
  base: Base;
  /** The draft differs from it. */
  isDirty: boolean;
}

/** Code that reads, writes and deletes this pair on this server. */
export function UsePair({ pairKey, base, isDirty }: UsePairProps) {
  const [name, setName] = useState(() => readStored(STORAGE_KEY));
  const door = DOORS.find((known) => known.name === name) ?? DOORS[0];
  const { id, valueText, version } = base;

  if (id === null || valueText === null) {
    return <p className={classes.notice}>The pair was deleted. Save your text, and how to use it is here again.</p>;
  }
  const subject = { origin: window.location.origin, id, key: pairKey, valueText, version };

  function choose(chosen: string) {
    writeStored(STORAGE_KEY, chosen);
    setName(chosen);
  }

  return (
    <div className={classes.root}>
      <div className={classes.doors}>
        <SegmentedControl
          aria-label="Use it from"
          value={door.name}
          onChange={choose}
          data={DOORS.map(({ name: value, label }) => ({ value, label }))}
        />
      </div>
      <Text size="xs" c="dimmed" className={classes.about}>
        {door.name === 'graphql' ? (
          <>
            Sent by POST to <code translate="no">{subject.origin}/graphql</code>, or tried on the page{' '}
            <Link to="/api">API</Link>.
          </>
        ) : (
          <>
            <code translate="no">$KV_API_KEY</code> stands for an API key of this team.
          </>
        )}{' '}
        {isDirty && 'This is about the saved value; your changes are not in it.'}
      </Text>
      {door.toSnippets(subject).map((snippet) => (
        <CodeBlock key={snippet.title} {...snippet} />
      ))}
    </div>
  );
}
