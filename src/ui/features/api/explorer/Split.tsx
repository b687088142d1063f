import { Splitter } from '@mantine/core';
import '@mantine/core/styles/Splitter.layer.css';
import type { ReactNode } from 'react';
import classes from './Split.module.css';

interface SplitProps {
  orientation: 'horizontal' | 'vertical';
  /** Of the first pane, in percent, until someone moves the line. */
  share: number;
  first: ReactNode;
  second: ReactNode;
}

/** Two panes with a line between them that pointer and keyboard move. */
export function Split({ orientation, share, first, second }: SplitProps) {
  return (
    <Splitter
      orientation={orientation}
      withHandle={false}
      lineSize={1}
      classNames={{ root: classes.root, handle: classes.handle }}
    >
      <Splitter.Pane defaultSize={share} min={10}>
        {first}
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100 - share} min={10}>
        {second}
      </Splitter.Pane>
    </Splitter>
  );
}
