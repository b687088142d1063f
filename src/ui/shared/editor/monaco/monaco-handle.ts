import type { editor } from 'monaco-editor/editor';
import type { EditMode, EditorHandle } from '../session/editor-handle.ts';
import { findChange } from '../session/find-change.ts';
import { monaco } from './monaco.ts';

const { EndOfLineSequence } = monaco.editor;

function prepare(model: editor.ITextModel, text: string): editor.ITextModel {
  // Otherwise a document without line breaks gets the line ends of the operating system.
  model.setEOL(text.includes('\r\n') ? EndOfLineSequence.CRLF : EndOfLineSequence.LF);
  // An option of the document: if only the editor sets it, brackets are still searched for on every keystroke.
  model.updateOptions({
    tabSize: 2,
    // In plain text a tab is part of the value.
    insertSpaces: model.getLanguageId() === 'json',
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}

export function createMonacoHandle(code: editor.IStandaloneCodeEditor, initialMode: EditMode): EditorHandle {
  const first = code.getModel();
  if (!first) throw new Error('The editor has no document.');
  prepare(first, first.getValue());
  let json = initialMode === 'json' ? first : undefined;
  let text = initialMode === 'text' ? first : undefined;
  let jsonView: editor.ICodeEditorViewState | null = null;
  const shown = () => code.getModel() ?? first;

  code.onDidDispose(() => {
    json?.dispose();
    text?.dispose();
  });

  return {
    getText: () => shown().getValue(),
    getLength: () => shown().getValueLength(),
    getTextState: () => ({ document: shown().id, step: shown().getAlternativeVersionId() }),
    replaceText(replacement) {
      const model = shown();
      code.pushUndoStop();
      if (/\n/.test(replacement)) {
        model.pushEOL(replacement.includes('\r\n') ? EndOfLineSequence.CRLF : EndOfLineSequence.LF);
      }
      // Replaces only the difference, so that the cursor and the scroll position stay.
      const { start, end, text: changed } = findChange(model.getValue(), replacement);
      const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
      code.executeEdits('replace', [{ range, text: changed }]);
      code.pushUndoStop();
    },
    showJson() {
      json ??= prepare(monaco.editor.createModel('', 'json'), '');
      code.setModel(json);
      if (jsonView) code.restoreViewState(jsonView);
      text?.dispose();
      text = undefined;
    },
    showText(shownText) {
      jsonView = code.saveViewState();
      text = prepare(monaco.editor.createModel(shownText, 'plaintext'), shownText);
      code.setModel(text);
    },
    goTo(offset) {
      const position = shown().getPositionAt(offset);
      code.setPosition(position);
      code.revealPositionInCenterIfOutsideViewport(position);
      code.focus();
    },
    focus: () => code.focus(),
    onChange(listener) {
      code.onDidChangeModelContent(listener);
    },
  };
}
