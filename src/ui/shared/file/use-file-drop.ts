import { type DragEvent, useEffect, useState } from 'react';
import { announce } from '../announce.ts';

const hasFiles = ({ dataTransfer }: Pick<globalThis.DragEvent, 'dataTransfer'>) =>
  dataTransfer?.types.includes('Files') ?? false;

/** Properties for an element that takes one dropped file. `onFile` gets its name and JSON text. */
export function useFileDrop(onFile: (name: string, json: string) => void) {
  const [isOver, setIsOver] = useState(false);

  // A file that misses its target would otherwise replace the page, with everything typed in it.
  useEffect(() => {
    const keepPage = (event: globalThis.DragEvent) => hasFiles(event) && event.preventDefault();
    window.addEventListener('dragover', keepPage);
    window.addEventListener('drop', keepPage);
    return () => {
      window.removeEventListener('dragover', keepPage);
      window.removeEventListener('drop', keepPage);
    };
  }, []);

  async function take(files: readonly File[]) {
    const [file] = files;
    if (file === undefined) return;
    // Few people drop files, and the list does not wait for this.
    const loaded = await import('./take-file.tsx').catch(() => undefined);
    if (!loaded) return announce('The file could not be read. Try again.');
    const json = await loaded.takeFile(files);
    if (json !== undefined) onFile(file.name, json);
  }

  return {
    'data-drop': isOver || undefined,
    // The editor inside would take the event.
    onDragOverCapture(event: DragEvent) {
      if (!hasFiles(event.nativeEvent)) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave({ currentTarget, relatedTarget }: DragEvent) {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
    },
    onDropCapture(event: DragEvent) {
      if (!hasFiles(event.nativeEvent)) return;
      event.preventDefault();
      event.stopPropagation();
      setIsOver(false);
      void take([...event.dataTransfer.files]);
    },
  };
}
