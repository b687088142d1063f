import { Title } from '@mantine/core';
import { useId } from 'react';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import classes from './CodeBlock.module.css';
import { type Snippet, textOf } from './snippets.ts';

/** A snippet under its title, with a button that copies exactly what is shown. */
export function CodeBlock({ title, code, note }: Snippet) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={classes.block}>
      <div className={classes.head}>
        <Title order={3} id={titleId}>
          {title}
        </Title>
        <CopyButton text={textOf(code)} label={`Copy: ${title}`} />
      </div>
      <pre translate="no" className={classes.code}>
        <code>
          {code.map(({ text, mark }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity, and no state.
            mark ? <mark key={index}>{text}</mark> : text,
          )}
        </code>
      </pre>
      {note && <p className={classes.note}>{note}</p>}
    </section>
  );
}
