import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { isWrapped, useEditorSettings } from '../editor-settings.ts';
import { countLines, lineNumberRoom } from '../line-numbers.ts';
import classes from './Monaco.module.css';
import { monaco } from './monaco.ts';
import { SHARED_OPTIONS } from './monaco-options.ts';

export interface MonacoViewProps {
  text: string;
  language: 'json' | 'plaintext';
  /** Accessible name. */
  label: string;
}

/** A read-only text. */
export function MonacoView({ text, language, label }: MonacoViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [settings] = useEditorSettings();
  const { fontSize } = settings;
  const wordWrap = isWrapped(settings, language === 'plaintext');
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });

  useEffect(() => {
    if (!host.current) return;
    monaco.editor.setTheme(scheme === 'dark' ? 'kv-dark' : 'kv-light');
    const model = monaco.editor.createModel(text, language);
    const code = monaco.editor.create(host.current, {
      ...SHARED_OPTIONS,
      model,
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      fontSize,
      lineNumbersMinChars: lineNumberRoom(countLines(text)),
      lineHeight: Math.round(fontSize * 1.55),
      wordWrap: wordWrap ? 'on' : 'off',
      // Nothing can be typed here, so Tab moves the focus.
      tabFocusMode: true,
    });
    return () => {
      code.dispose();
      model.dispose();
    };
  }, [text, language, label, fontSize, wordWrap, scheme]);

  return <div ref={host} translate="no" className={classes.host} />;
}
