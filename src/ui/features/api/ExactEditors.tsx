import { useEditorContext } from '@graphiql/react';
import { type RefObject, useEffect } from 'react';
import { type ExactText, ofTidied } from './exact-text.ts';

/** Null until it is there. */
type Editor = NonNullable<ReturnType<typeof useEditorContext>>['variableEditor'];

interface ExactEditorsProps {
  texts: ExactText;
  /** Is given a function that reads the variables as they were typed. */
  readVariables: RefObject<() => string>;
}

/** Goes inside GraphiQL, and puts the exact text where GraphiQL prints JavaScript values. */
export function ExactEditors({ texts, readVariables }: ExactEditorsProps) {
  const { responseEditor, variableEditor } = useEditorContext({ nonNull: true });

  useEffect(() => replaceOnSet(responseEditor, (_before, printed) => texts.ofAnswer(printed)), [responseEditor, texts]);

  useEffect(() => {
    readVariables.current = () => variableEditor?.getValue() ?? '';
    return replaceOnSet(variableEditor, ofTidied);
  }, [variableEditor, readVariables]);

  return null;
}

interface TextChange {
  readonly origin?: string;
  /** Line by line. */
  readonly text: readonly string[];
  update?(from: undefined, to: undefined, text: string[]): void;
}

/** Asks for another text whenever the program, not the person, sets the whole text. Returns what undoes it. */
function replaceOnSet(editor: Editor, toExact: (before: string, printed: string) => string) {
  if (!editor) return undefined;
  const exchange = (_editor: unknown, change: TextChange) => {
    if (change.origin !== 'setValue') return;
    const printed = change.text.join('\n');
    const exact = toExact(editor.getValue(), printed);
    if (exact !== printed) change.update?.(undefined, undefined, exact.split('\n'));
  };
  editor.on('beforeChange', exchange);
  return () => editor.off('beforeChange', exchange);
}
