import { Option } from 'commander';
import { formatJson } from '#json/format.ts';
import { jsonTypeOf } from '#json/text.ts';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import { jsonOutputOption } from '../options.ts';
import { escapeForTerminal } from '../terminal-text.ts';

interface GetOptions {
  readonly raw?: true;
  readonly output?: 'json';
}

export const addGet: AddCommand = (kv, { io, client, print }) => {
  kv.command('get')
    .summary('print the value of a key')
    .argument('<key>')
    .addOption(
      new Option(
        '--raw',
        'only the value: a string without quotes, anything else as JSON; no trailing newline',
      ).conflicts('output'),
    )
    .addOption(jsonOutputOption())
    .action(async (key: string, { raw, output }: GetOptions) => {
      const text = await client().getKeyValueText(key);
      if (output === 'json') {
        print(text);
        return;
      }
      const plain = toPlainText(text);
      if (raw) {
        if (plain === undefined) {
          throw new Failure(
            EXIT.failed,
            'The string contains half of a surrogate pair, which only an escape can show. Use -o json.',
          );
        }
        // In a pipe, a trailing newline would become part of the value.
        if (io.stdout.isTerminal) print(plain, 'lines');
        else io.stdout.write(plain);
        return;
      }
      const value = jsonTypeOf(text) === 'string' ? (plain ?? text) : formatJson(text);
      print(`Key ${io.stdout.isTerminal ? escapeForTerminal(key, 'one line') : key} has value ${value}`, 'lines');
    });
};

/** A string without quotes and escapes, any other value as its text; undefined for a string that UTF-8 cannot encode. */
function toPlainText(text: string): string | undefined {
  const plain = jsonTypeOf(text) === 'string' ? (JSON.parse(text) as string) : text;
  return plain.isWellFormed() ? plain : undefined;
}
