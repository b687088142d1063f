import { SegmentedControl, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readStored, writeStored } from '#ui/shared/stored.ts';
import type { Base } from '../../data/base.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { CLIENTS } from './snippets.ts';
import classes from './UsePair.module.css';

const STORAGE_KEY = 'kv-use-door';

export interface UsePairProps {
  pairKey: string;
  /** The stored pair. */
  base: Base;
  /** Whether the draft differs from it. */
  isDirty: boolean;
}

/** Code that reads, writes and deletes this pair on this server. */
export function UsePair({ pairKey, base, isDirty }: UsePairProps) {
  const [name, setName] = useState(() => readStored(STORAGE_KEY));
  const client = CLIENTS.find((known) => known.name === name) ?? CLIENTS[0];
  const { id, valueText, version } = base;

  if (id === null || valueText === null) {
    return (
      <p className={classes.notice}>
        The pair was deleted. Save your text to create it again, and its code will appear here.
      </p>
    );
  }
  const subject = { origin: window.location.origin, id, key: pairKey, valueText, version };

  function choose(chosen: string) {
    writeStored(STORAGE_KEY, chosen);
    setName(chosen);
  }

  return (
    <div className={classes.root}>
      <div className={classes.clients}>
        <SegmentedControl
          aria-label="Use it from"
          value={client.name}
          onChange={choose}
          data={CLIENTS.map(({ name: value, label }) => ({ value, label }))}
        />
      </div>
      <Text size="xs" c="dimmed" className={classes.about}>
        {client.name === 'graphql' ? (
          <>
            Send it by POST to <code translate="no">{subject.origin}/graphql</code>, or try it on the{' '}
            <Link to="/api">API</Link> page.
          </>
        ) : (
          <>
            Set <code translate="no">KV_API_KEY</code> to an API key of this team.{' '}
            <Link to="/team/api-keys">Where do I get a key?</Link>
          </>
        )}{' '}
        {isDirty && 'This is the saved value, without your changes.'}
      </Text>
      {client.toSnippets(subject).map((snippet) => (
        <CodeBlock key={snippet.title} {...snippet} />
      ))}
    </div>
  );
}
