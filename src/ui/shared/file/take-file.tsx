import { Toast } from '#ui/shared/page/Toast.tsx';
import { showToast } from '#ui/shared/toast.ts';
import { announce } from '../announce.ts';
import { readFile } from './read-file.ts';

/** Reads one dropped file as JSON text; undefined if it cannot be a value, which it says. */
export async function takeFile(files: readonly File[]): Promise<string | undefined> {
  const [file] = files;
  if (file === undefined) return undefined;
  const read = files.length > 1 ? { obstacle: 'Drop one file at a time.' } : await readFile(file);
  if ('json' in read) return read.json;
  announce(read.obstacle);
  showToast(
    <Toast isWarning>
      <span>{read.obstacle}</span>
    </Toast>,
  );
  return undefined;
}
