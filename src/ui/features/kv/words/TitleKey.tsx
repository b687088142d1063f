import { Exact } from '#ui/shared/text/Exact.tsx';
import { cutKey, visibleKey } from './key-text.ts';
import classes from './TitleKey.module.css';

/** A key in the title of a dialog, with its whole in the hint where its middle is cut. */
export function TitleKey({ text }: { text: string }) {
  const shown = visibleKey(text);
  const cut = cutKey(shown);
  return (
    <span data-hint={cut === shown ? undefined : shown}>
      <Exact className={classes.key}>{cut}</Exact>
    </span>
  );
}
