import { Option } from 'commander';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import {
  checkJsonText,
  expectedVersionOption,
  noteOption,
  readFile,
  readJsonText,
  readTextAsString,
} from '../options.ts';

interface SetOptions {
  readonly json?: true;
  readonly text?: true;
  readonly file?: string;
  readonly expectedVersion?: number;
  readonly note?: string;
}

export const addSet: AddCommand = (kv, { io, client, print }) => {
  kv.command('set')
    .summary('set the value of a key, overwriting any existing value')
    .description(
      'Sets VALUE as a string. With --json, --file, or - for standard input, the value is JSON, kept exactly as written. With --text, the file or standard input is text, stored as one string with all its line breaks.',
    )
    .argument('<key>')
    .argument('[value]')
    .option('--json', 'VALUE is JSON text, stored exactly as written')
    .addOption(new Option('--text', 'store the file or standard input as a string').conflicts('json'))
    .option('--file <path>', 'read the value from a file')
    .addOption(expectedVersionOption())
    .addOption(noteOption())
    .action(async (key: string, value: string | undefined, options: SetOptions) => {
      const text = await readValueText(value, options, io);
      await client().setKeyValueText(key, text, { expectedVersion: options.expectedVersion, note: options.note });
      print('Key value pair set successfully');
    });
};

async function readValueText(value: string | undefined, { json, text, file }: SetOptions, io: Io): Promise<string> {
  if ((value === undefined) === (file === undefined)) {
    throw new Failure(EXIT.wrongInput, 'Give the value as VALUE, as - for standard input, or with --file PATH.');
  }
  const read = text ? readTextAsString : readJsonText;
  if (value === undefined) return read(readFile(file ?? ''));
  if (value === '-') return read(await io.stdin.read());
  return json ? checkJsonText(value) : JSON.stringify(value);
}
