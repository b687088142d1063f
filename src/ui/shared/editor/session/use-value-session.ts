import { useEffect, useState } from 'react';
import type { EditMode } from './editor-handle.ts';
import JsonCheckWorker from './json-check.worker.ts?worker';
import { findFittingMode } from './string-mode.ts';
import { createValueChecker } from './value-checker.ts';
import { ValueSession } from './value-session.ts';

interface ValueSessionStart {
  saved: string | null;
  draft?: string;
  /** `fitting`: a string with a line break opens as text. */
  mode: EditMode | 'fitting';
}

/** The draft of a value, created from the first arguments and kept until the component unmounts. */
export function useValueSession({ saved, draft, mode }: ValueSessionStart): ValueSession {
  const [{ session, checker }] = useState(() => {
    const checker = createValueChecker(() => new JsonCheckWorker());
    return {
      checker,
      session: new ValueSession({ saved, draft, mode: mode === 'fitting' ? findFittingMode(saved) : mode, checker }),
    };
  });
  useEffect(() => () => checker.dispose(), [checker]);
  return session;
}
