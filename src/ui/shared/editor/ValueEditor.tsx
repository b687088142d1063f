import { use } from 'react';
import { useFileDrop } from '#ui/shared/file/use-file-drop.ts';
import { LoadBoundary } from '#ui/shared/load/LoadBoundary.tsx';
import { EditorToolbar } from './EditorToolbar.tsx';
import { loadEditor } from './monaco/load-editor.ts';
import type { MonacoEditorProps } from './monaco/MonacoEditor.tsx';
import { PlainText } from './PlainText.tsx';
import type { ValueSession } from './session/value-session.ts';
import classes from './ValueEditor.module.css';

interface ValueEditorProps {
  session: ValueSession;
  /** Accessible name of the text. */
  label: string;
}

/** Edits a value as JSON, or a string as plain text; `ValueNotes` shows its problems. */
export function ValueEditor({ session, label }: ValueEditorProps) {
  const drop = useFileDrop((_name, json) => session.open(json));
  const plain = <PlainText text={session.initialText} mode={session.initialMode} />;
  return (
    <div className={classes.root} {...drop}>
      <EditorToolbar session={session} />
      <div className={classes.canvas} translate="no" data-value-editor>
        <LoadBoundary name="the editor" onRetry={loadEditor.forgetFailure} preview={plain}>
          <LoadedEditor session={session} label={label} loading={plain} />
        </LoadBoundary>
      </div>
    </div>
  );
}

function LoadedEditor(props: MonacoEditorProps) {
  const { MonacoEditor } = use(loadEditor());
  return <MonacoEditor {...props} />;
}
