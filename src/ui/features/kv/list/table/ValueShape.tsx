import { memo } from 'react';
import { visibleText } from '../../words/key-text.ts';
import { shapeOf } from '../value-shape.ts';
import classes from './ValueShape.module.css';

interface ValueShapeProps {
  preview: string;
  type: string;
}

/** A value in a row, coloured like in the editor. */
export const ValueShape = memo(function ValueShape({ preview, type }: ValueShapeProps) {
  return (
    <span translate="no" className={classes.shape}>
      {shapeOf(preview, type).map(({ text, kind }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing else, and no state.
        <span key={at} data-kind={kind}>
          {visibleText(text)}
        </span>
      ))}
    </span>
  );
});
