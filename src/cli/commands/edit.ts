import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KvPair } from '#client/kv-types.ts';
import { KvError } from '#contract/errors.ts';
import { formatJson } from '#json/format.ts';
import type { AddCommand, CommandContext } from '../context.ts';
import { EXIT, Failure, toFailure } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readFile, readJsonText } from '../options.ts';

export const addEdit: AddCommand = (kv, context) => {
  kv.command('edit')
    .summary('edit a value in your editor')
    .description('Opens the value in $VISUAL or $EDITOR. It is saved only if the pair has not changed.')
    .argument('<key>')
    .action(async (key: string) => {
      const pair = await context.client().getPair(key);
      const before = Buffer.from(`${formatJson(pair.valueText)}\n`);
      const file = writeAside(key, before);
      let isChanged = false;
      try {
        const exitCode = await runEditor(file, context.io);
        const after = readFile(file);
        isChanged = !before.equals(after);
        if (exitCode !== 0) {
          throw new Failure(
            EXIT.failed,
            `The editor exited with code ${exitCode}. Nothing was saved. To use another editor, set VISUAL or EDITOR.`,
          );
        }
        await save(pair, isChanged ? after : undefined, context);
        isChanged = false;
      } catch (error) {
        throw isChanged ? withFile(error, pair, file, context) : error;
      } finally {
        // Unsaved text stays in its file.
        if (!isChanged) rmSync(dirname(file), { recursive: true, force: true });
      }
    });
};

async function save({ key, valueText, version }: KvPair, bytes: Uint8Array | undefined, context: CommandContext) {
  const text = bytes && readJsonText(bytes);
  if (text === undefined) context.say('Nothing was changed.');
  else if (text === valueText) context.say('Only white space changed, so there is nothing to save.');
  else {
    await context.client().setKeyValueText(key, text, { expectedVersion: version });
    context.print('Key value pair set successfully');
  }
}

/** Writes a temporary file that only this user can read, in a directory of its own; returns its path. */
function writeAside(key: string, bytes: Uint8Array): string {
  const name = key.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60) || 'value';
  const file = join(mkdtempSync(join(tmpdir(), 'kv-edit-')), `${name}.json`);
  writeFileSync(file, bytes, { mode: 0o600 });
  return file;
}

async function runEditor(file: string, io: Io): Promise<number> {
  // Through the shell, as other programs do, because EDITOR may contain options.
  const editor = io.env.VISUAL || io.env.EDITOR || 'vi';
  return await io.run('sh', ['-c', `${editor} "$@"`, 'sh', file]);
}

/** The same failure, with the path of the unsaved text. */
function withFile(error: unknown, pair: KvPair, file: string, { settings }: CommandContext): unknown {
  const failure = error instanceof KvError ? toFailure(error, settings().url) : error;
  if (!(failure instanceof Failure)) return new Failure(EXIT.failed, `Your text is in ${file}.`, { cause: error });
  const current = error instanceof KvError ? error.details.current_version : undefined;
  const happened =
    current === undefined
      ? failure.message
      : `Someone else ${current === 0 ? 'deleted' : 'changed'} the pair. Nothing was overwritten.`;
  const command = `kv set KEY --file ${file} --expected-version ${current ?? pair.version}`;
  return new Failure(failure.exitCode, `${happened} Your text is in ${file}. To save it: ${command}`, {
    cause: error,
  });
}
