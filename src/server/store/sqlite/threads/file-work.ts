import type { MessagePort } from 'node:worker_threads';
import { StoreStartError } from '../../store-start-error.ts';
import { connectSqlite, findFileDamage, openSqliteConnection } from '../file/connection.ts';
import { type ErrorMessage, toErrorMessage } from './messages.ts';

/** What a thread is started with that does something with a whole file and ends. */
export interface FileWork {
  /** `prepare`: look for damage, and bring the schema up to date. `check`: look for damage only. */
  readonly fileWork: 'prepare' | 'check';
  readonly file: string;
}

export type FileMessage =
  | { readonly kind: 'notice'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly error: ErrorMessage }
  | { readonly kind: 'done'; readonly damage?: string };

/** In the thread. */
export function doFileWork(port: MessagePort, { fileWork, file }: FileWork): void {
  const post = (message: FileMessage) => port.postMessage(message);
  try {
    if (fileWork === 'check') {
      const db = connectSqlite(file);
      post({ kind: 'done', damage: findFileDamage(db) });
      db.close();
      return;
    }
    openSqliteConnection(file, { notify: (message) => post({ kind: 'notice', message }) }).close();
    post({ kind: 'done' });
  } catch (error) {
    if (error instanceof StoreStartError) post({ kind: 'refused', message: error.message });
    else post({ kind: 'failed', error: toErrorMessage(error) });
  }
}
