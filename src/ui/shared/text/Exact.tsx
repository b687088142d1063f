import type { ReactNode } from 'react';

interface ExactProps {
  className?: string;
  children: ReactNode;
}

/** Data within words. Browsers do not translate it, and right-to-left text around it does not reorder it. */
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

/** A sentence that contains data. */
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
