import { Option } from 'commander';
import type { KvPairSummary } from '#client/kv-types.ts';
import type { AddCommand } from '../context.ts';
import { jsonOutputOption } from '../options.ts';
import { escapeForTerminal, paint, toTable } from '../terminal-text.ts';

interface ListOptions {
  readonly prefix?: string;
  readonly long?: true;
  readonly null?: true;
  readonly output?: 'json';
}

export const addList: AddCommand = (kv, { io, client, print }) => {
  kv.command('list')
    .summary('print all keys, one per line')
    .option('--prefix <text>', 'only keys that start with this text')
    .option('-l, --long', 'add type, size in bytes, version, and time and author of the last change')
    .addOption(
      new Option('-0, --null', 'end each key with a NUL instead of a line break, which a key may contain').conflicts([
        'long',
        'output',
      ]),
    )
    .addOption(jsonOutputOption())
    .action(async ({ prefix, long, null: isNull, output }: ListOptions) => {
      if (!long) {
        const keys = await client().listKeys({ prefix });
        if (isNull) io.stdout.write(keys.map((key) => `${key}\0`).join(''));
        else if (output === 'json') print(JSON.stringify(keys, null, 2), 'lines');
        else if (keys.length === 0) print('No keys found');
        else for (const key of keys) print(key);
        return;
      }
      const pairs: KvPairSummary[] = [];
      for await (const pair of client().pairs({ prefix })) pairs.push(pair);
      if (output === 'json') print(JSON.stringify(pairs, null, 2), 'lines');
      else if (pairs.length === 0) print('No keys found');
      else {
        const [head = '', ...rows] = toTable(['TYPE', 'SIZE', 'VERSION', 'UPDATED', 'BY', 'KEY'], pairs.map(toRow));
        io.stdout.write(`${paint(head, 'dim', io.stdout, io.env)}\n`);
        for (const row of rows) print(row);
      }
    });
};

/** The key comes last because it can be long and contain any character. */
const toRow = ({ type, size, version, updated, updatedBy, key }: KvPairSummary) => [
  ...[type, String(size), String(version), updated],
  ...[escapeForTerminal(updatedBy, 'one line'), key],
];
