import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KvPair } from '#client/kv-types.ts';
import { KvError } from '#contract/errors.ts';
import { layOutJson } from '#json/layout.ts';
import type { AddCommand, CommandContext } from '../context.ts';
import { EXIT, Failure, toFailure } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readFile, readJsonText } from '../options.ts';

export const addEdit: AddCommand = (kv, context) => {
  kv.command('edit')
    .summary('change a value in your editor')
    .description('Opens the value in $VISUAL or $EDITOR. It is saved only if nobody else has changed it meanwhile.')
    .argument('<key>')
    .action(async (key: string) => {
      const pair = await context.client().getPair(key);
      const before = Buffer.from(`${layOutJson(pair.valueText)}\n`);
      const file = writeAside(key, before);
      let isChanged = false;
      try {
        const exitCode = await runEditor(file, context.io);
        const after = readFile(file);
        isChanged = !before.equals(after);
        if (exitCode !== 0) {
          throw new Failure(
            EXIT.failed,
            `The editor ended with ${exitCode}. Nothing was saved. Set EDITOR to another one.`,
          );
        }
        await save(pair, isChanged ? after : undefined, context);
        isChanged = false;
      } catch (error) {
        throw isChanged ? withFile(error, pair, file, context) : error;
      } finally {
        // What was typed stays until it is saved.
        if (!isChanged) rmSync(dirname(file), { recursive: true, force: true });
      }
    });
};

async function save({ key, valueText, version }: KvPair, bytes: Uint8Array | undefined, context: CommandContext) {
  const text = bytes && readJsonText(bytes);
  if (text === undefined) context.say('Nothing was changed.');
  else if (text === valueText) context.say('Only the layout was changed, which is not part of the value.');
  else {
    await context.client().setKeyValueText(key, text, { expectedVersion: version });
    context.print('Key value pair set successfully');
  }
}

/** In a folder of its own that nobody else can read. */
function writeAside(key: string, bytes: Uint8Array): string {
  const name = key.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60) || 'value';
  const file = join(mkdtempSync(join(tmpdir(), 'kv-edit-')), `${name}.json`);
  writeFileSync(file, bytes, { mode: 0o600 });
  return file;
}

async function runEditor(file: string, io: Io): Promise<number> {
  // By the shell, as other programs do it: EDITOR may hold options.
  const editor = io.env.VISUAL || io.env.EDITOR || 'vi';
  return await io.run('sh', ['-c', `${editor} "$@"`, 'sh', file]);
}

/** The same failure, and where the text is. */
function withFile(error: unknown, pair: KvPair, file: string, { settings }: CommandContext): unknown {
  const failure = error instanceof KvError ? toFailure(error, settings().url) : error;
  if (!(failure instanceof Failure)) return new Failure(EXIT.failed, `Your text is kept in ${file}.`, { cause: error });
  const current = error instanceof KvError ? error.details.current_version : undefined;
  const happened =
    current === undefined
      ? failure.message
      : `Someone else ${current === 0 ? 'deleted' : 'changed'} the pair. Nothing was overwritten.`;
  const command = `kv set KEY --file ${file} --expected-version ${current ?? pair.version}`;
  return new Failure(failure.exitCode, `${happened} Your text is kept in ${file}. To save it: ${command}`, {
    cause: error,
  });
}
