import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { checkJsonText, expectedVersionOption, readFile, readJsonText } from '../options.ts';

interface SetOptions {
  readonly json?: true;
  readonly file?: string;
  readonly expectedVersion?: number;
}

export const addSet: AddCommand = (kv, { io, client, print }) => {
  kv.command('set')
    .summary('store a value under a key, overwriting what is there')
    .description(
      'Stores VALUE as a string, or JSON exactly as it is written with --json, --file or - for standard input.',
    )
    .argument('<key>')
    .argument('[value]')
    .option('--json', 'VALUE is JSON text, stored to the digit')
    .option('--file <path>', 'store the JSON text of a file')
    .addOption(expectedVersionOption())
    .action(async (key: string, value: string | undefined, options: SetOptions) => {
      const text = await readValueText(value, options, io);
      await client().setKeyValueText(key, text, { expectedVersion: options.expectedVersion });
      print('Key value pair set successfully');
    });
};

async function readValueText(value: string | undefined, { json, file }: SetOptions, io: Io): Promise<string> {
  if ((value === undefined) === (file === undefined)) {
    throw new Failure(EXIT.wrongInput, 'Give the value as VALUE, as - for standard input, or with --file PATH.');
  }
  if (value === undefined) return readJsonText(readFile(file ?? ''));
  if (value === '-') return readJsonText(await io.stdin.read());
  return json ? checkJsonText(value) : JSON.stringify(value);
}
