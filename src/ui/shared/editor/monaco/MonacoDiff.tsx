import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { isWrapped, useEditorSettings } from '../editor-settings.ts';
import { countLines, lineNumberRoom } from '../line-numbers.ts';
import classes from './Monaco.module.css';
import { monaco } from './monaco.ts';
import { SHARED_OPTIONS } from './monaco-options.ts';

export interface MonacoDiffProps {
  original: string;
  modified: string;
  originalLabel: string;
  modifiedLabel: string;
  language: 'json' | 'plaintext';
}

/** Monaco's own limit is half of this. */
const LONGEST_COMPARISON_MS = 10_000;

/** Two read-only texts side by side, or stacked in a narrow window. */
export function MonacoDiff({ original, modified, originalLabel, modifiedLabel, language }: MonacoDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  const [settings] = useEditorSettings();
  const { fontSize } = settings;
  const wordWrap = isWrapped(settings, language === 'plaintext');
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });

  useEffect(() => {
    if (!host.current) return;
    monaco.editor.setTheme(scheme === 'dark' ? 'kv-dark' : 'kv-light');
    const diff = monaco.editor.createDiffEditor(host.current, {
      ...SHARED_OPTIONS,
      readOnly: true,
      originalEditable: false,
      domReadOnly: true,
      fontSize,
      lineNumbersMinChars: lineNumberRoom(Math.max(countLines(original), countLines(modified))),
      lineHeight: Math.round(fontSize * 1.55),
      wordWrap: wordWrap ? 'on' : 'off',
      diffWordWrap: wordWrap ? 'on' : 'off',
      hideUnchangedRegions: { enabled: true },
      ignoreTrimWhitespace: false,
      renderOverviewRuler: false,
      renderMarginRevertIcon: false,
      renderGutterMenu: false,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 720,
      // Nothing can be typed here, so Tab moves the focus.
      tabFocusMode: true,
    });
    // Monaco ignores its own options for these two names, and takes them away when it puts one above the other.
    for (const [editor, ariaLabel] of [
      [diff.getOriginalEditor(), originalLabel],
      [diff.getModifiedEditor(), modifiedLabel],
    ] as const) {
      editor.updateOptions({ ariaLabel });
      editor.onDidChangeConfiguration(() => editor.updateOptions({ ariaLabel }));
    }
    const models = {
      original: monaco.editor.createModel(original, language),
      modified: monaco.editor.createModel(modified, language),
    };
    diff.setModel(models);
    const updated = diff.onDidUpdateDiff(() => {
      updated.dispose();
      if ((diff.getLineChanges() ?? []).length > 0) diff.revealFirstDiff();
    });
    let isCompared = false;
    const compared = diff.onDidUpdateDiff(() => {
      isCompared = true;
    });
    function disposeModels() {
      models.original.dispose();
      models.modified.dispose();
    }
    return () => {
      compared.dispose();
      diff.dispose();
      // A comparison that is still running would throw without its texts, where nothing can catch it.
      if (isCompared) disposeModels();
      else setTimeout(disposeModels, LONGEST_COMPARISON_MS);
    };
  }, [original, modified, originalLabel, modifiedLabel, language, fontSize, wordWrap, scheme]);

  return <div ref={host} translate="no" className={classes.host} />;
}
