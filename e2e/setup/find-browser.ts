import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** The shell first: it is Chromium without the windows that nobody sees here, and takes a third less of the processor. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/** The Chromium that the browser tests use: Playwright's own, else one of the system; undefined when there is none. */
export function findBrowser(): string | undefined {
  const own = findOwnShell() ?? chromium.executablePath();
  if (existsSync(own)) return own;
  const directories = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => directories.map((directory) => join(directory, name))).find(isExecutable);
}

/** Playwright says where its Chromium is, not where its shell is: beside it, with the same revision. */
function findOwnShell(): string | undefined {
  const [, root, revision] = /^(.*)chromium-(\d+)/.exec(chromium.executablePath()) ?? [];
  const directory = `${root}chromium_headless_shell-${revision}`;
  if (!existsSync(directory)) return undefined;
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const shell = files.find((file) => /headless[-_]shell(?:\.exe)?$/.test(file));
  return shell === undefined ? undefined : join(directory, shell);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
