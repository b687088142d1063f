import type { AddCommand } from '../context.ts';
import { expectedVersionOption, noteOption } from '../options.ts';

interface RenameOptions {
  readonly expectedVersion?: number;
  readonly note?: string;
}

export const addRename: AddCommand = (kv, { client, print }) => {
  kv.command('rename')
    .summary('rename a key; its value and history stay')
    .argument('<old>')
    .argument('<new>')
    .addOption(expectedVersionOption())
    .addOption(noteOption())
    .action(async (key: string, newKey: string, { expectedVersion, note }: RenameOptions) => {
      await client().renameKey(key, newKey, { expectedVersion, note });
      print(`Key ${key} has been renamed to ${newKey}`);
    });
};
