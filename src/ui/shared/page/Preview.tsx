import classes from './Preview.module.css';

interface PreviewProps {
  text: string;
}

/** The start of a value, as it is. */
export function Preview({ text }: PreviewProps) {
  return (
    <div translate="no" className={classes.preview}>
      {text}
    </div>
  );
}
