import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where `install-python.ts` puts the original client. */
export const PYTHON_CLIENT_DIRECTORY = join(import.meta.dirname, '../../node_modules/.cache/python-client');
/** The release of the original client that is tested: the last of its line. */
export const PYTHON_CLIENT = 'prefect==1.4.1';
/** Written last, with what is installed: half an installation is none. */
export const PYTHON_CLIENT_MARKER = join(PYTHON_CLIENT_DIRECTORY, 'installed');

/** The Python that has the original client, an absolute path; undefined when it is not installed. */
export function pythonClient(): string | undefined {
  const python = join(PYTHON_CLIENT_DIRECTORY, 'bin/python');
  // The link is broken once the Python that it was made from is gone.
  if (!existsSync(python) || !existsSync(PYTHON_CLIENT_MARKER)) return undefined;
  return readFileSync(PYTHON_CLIENT_MARKER, 'utf8') === PYTHON_CLIENT ? python : undefined;
}
