import { type PointerEvent, useMemo } from 'react';
import classes from './KeyText.module.css';
import { highlight, splitKey, visibleKey } from './key-text.ts';
import { markUnseen } from './unseen.ts';

interface KeyTextProps {
  text: string;
  /** Marked where it occurs. */
  search: string;
}

/** Shows the whole key on hover, but only where it is cut. */
function explainOverflow({ currentTarget }: PointerEvent<HTMLElement>) {
  const head = currentTarget.firstElementChild;
  if (head && head.scrollWidth > head.clientWidth) currentTarget.dataset.hint = currentTarget.textContent;
  else delete currentTarget.dataset.hint;
}

/** A key on one line; where it does not fit, the middle is cut. */
export function KeyText({ text, search }: KeyTextProps) {
  const { head, tail } = useMemo(() => {
    const shown = visibleKey(text);
    const split = splitKey(shown)[0].length;
    const hit = markUnseen(search);
    return { head: highlight(shown, hit, 0, split), tail: highlight(shown, hit, split) };
  }, [text, search]);

  const draw = (parts: typeof head) =>
    parts.map((part, index) =>
      part.isMatch ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity, and no state.
        <mark key={index}>{part.text}</mark>
      ) : (
        part.text
      ),
    );

  return (
    <span translate="no" className={classes.key} onPointerEnter={explainOverflow}>
      <span className={classes.head}>{draw(head)}</span>
      {tail.length > 0 && <span className={classes.tail}>{draw(tail)}</span>}
    </span>
  );
}
