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
    .summary('set the value of a key, overwriting any existing value')
    .description(
      'Sets VALUE as a string. With --json, --file, or - for standard input, the value is JSON, kept exactly as written.',
    )
    .argument('<key>')
    .argument('[value]')
    .option('--json', 'VALUE is JSON text, stored exactly as written')
    .option('--file <path>', 'read the JSON text from a file')
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
