import type { ReactNode } from 'react';

interface ExactProps {
  className?: string;
  children: ReactNode;
}

/** Data within words: a browser that translates the page leaves it as it is, and so does text that runs the other way. */
export function Exact({ className, children }: ExactProps) {
  return (
    <bdi translate="no" className={className}>
      {children}
    </bdi>
  );
}

interface SentenceProps {
  text: string;
  /** The part of it that is data. */
  exact: string | undefined;
}

/** A sentence that was put together with data in it. */
export function Sentence({ text, exact }: SentenceProps) {
  const start = exact ? text.indexOf(exact) : -1;
  if (!exact || start < 0) return text;
  return (
    <>
      {text.slice(0, start)}
      <Exact>{exact}</Exact>
      {text.slice(start + exact.length)}
    </>
  );
}
