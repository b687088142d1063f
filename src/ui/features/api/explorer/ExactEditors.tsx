import { useEditorContext } from '@graphiql/react';
import { type RefObject, useEffect } from 'react';
import { type ExactText, ofPrettified } from './exact-text.ts';

/** Null until GraphiQL has created it. */
type Editor = NonNullable<ReturnType<typeof useEditorContext>>['variableEditor'];

interface ExactEditorsProps {
  texts: ExactText;
  /** Filled with a function that returns the variables exactly as typed. */
  readVariables: RefObject<() => string>;
}

/** Render it inside GraphiQL: it shows the exact text where GraphiQL would print JavaScript values, and names editors. */
export function ExactEditors({ texts, readVariables }: ExactEditorsProps) {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useEditorContext({ nonNull: true });

  useEffect(() => makeAccessible(queryEditor, 'Query'), [queryEditor]);
  useEffect(() => makeAccessible(variableEditor, 'Variables'), [variableEditor]);
  useEffect(() => makeAccessible(headerEditor, 'Headers'), [headerEditor]);
  useEffect(() => makeAccessible(responseEditor, 'Answer'), [responseEditor]);

  useEffect(() => replaceOnSet(responseEditor, (_before, printed) => texts.ofAnswer(printed)), [responseEditor, texts]);

  useEffect(() => {
    readVariables.current = () => variableEditor?.getValue() ?? '';
    return replaceOnSet(variableEditor, ofPrettified);
  }, [variableEditor, readVariables]);

  return null;
}

function makeAccessible(editor: Editor, name: string): void {
  if (!editor) return;
  editor.setOption('screenReaderLabel', name);
  // Else nobody gets out of the editor without a mouse.
  editor.addKeyMap({ Tab: false, 'Shift-Tab': false });
  // What scrolls can be reached: the field that takes the keys lies beside it.
  editor.getScrollerElement().tabIndex = 0;
}

interface TextChange {
  readonly origin?: string;
  /** One item per line. */
  readonly text: readonly string[];
  update?(from: undefined, to: undefined, text: string[]): void;
}

/** Replaces the text whenever the program, not the person, sets all of it. Returns a function that stops this. */
function replaceOnSet(editor: Editor, toExact: (before: string, printed: string) => string) {
  if (!editor) return undefined;
  const replace = (_editor: unknown, change: TextChange) => {
    if (change.origin !== 'setValue') return;
    const printed = change.text.join('\n');
    const exact = toExact(editor.getValue(), printed);
    if (exact !== printed) change.update?.(undefined, undefined, exact.split('\n'));
  };
  editor.on('beforeChange', replace);
  return () => editor.off('beforeChange', replace);
}
