import {
  HeaderEditor,
  QueryEditor,
  useCopyQuery,
  useEditorContext,
  usePrettifyEditors,
  VariableEditor,
} from '@graphiql/react';
import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import classes from './RequestPane.module.css';
import { RunButton } from './RunButton.tsx';
import { Split } from './Split.tsx';

type Part = 'variables' | 'headers';

/** The query with its tools, and the variables and headers that are sent with it. */
export function RequestPane() {
  const { queryEditor } = useEditorContext({ nonNull: true });
  const [part, setPart] = useState<Part>('variables');
  const prettify = usePrettifyEditors();
  const copyQuery = useCopyQuery({ onCopyQuery: () => announce('Copied') });

  return (
    <Split
      orientation="vertical"
      share={72}
      first={
        <section className={classes.part} aria-label="Query">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form. */}
          <div className={classes.tools} role="group" aria-label="Query">
            <RunButton />
            <Button size="xs" variant="subtle" color="gray" data-hint="Shift+Ctrl+P" onClick={prettify}>
              Prettify
            </Button>
            <span className={classes.space} />
            <ActionIcon
              aria-label="Copy query"
              data-hint="Copy query (Shift+Ctrl+C)"
              onClick={copyQuery}
              disabled={!queryEditor}
            >
              <IconCopy size={16} aria-hidden />
            </ActionIcon>
          </div>
          <div className={classes.editor}>
            <QueryEditor />
          </div>
        </section>
      }
      second={
        <Tabs value={part} onChange={(chosen) => setPart(chosen as Part)} className={classes.part}>
          <Tabs.List className={classes.parts} aria-label="Sent with the query">
            <Tabs.Tab value="variables">Variables</Tabs.Tab>
            <Tabs.Tab value="headers">Headers</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="variables" className={classes.editor}>
            <VariableEditor isHidden={part !== 'variables'} />
          </Tabs.Panel>
          <Tabs.Panel value="headers" className={classes.editor}>
            <HeaderEditor isHidden={part !== 'headers'} />
          </Tabs.Panel>
        </Tabs>
      }
    />
  );
}
