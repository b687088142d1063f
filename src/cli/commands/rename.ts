import type { AddCommand } from '../context.ts';
import { expectedVersionOption } from '../options.ts';

export const addRename: AddCommand = (kv, { client, print }) => {
  kv.command('rename')
    .summary('rename a key; its value and history stay')
    .argument('<old>')
    .argument('<new>')
    .addOption(expectedVersionOption())
    .action(async (key: string, newKey: string, { expectedVersion }: { readonly expectedVersion?: number }) => {
      await client().renameKey(key, newKey, { expectedVersion });
      print(`Key ${key} has been renamed to ${newKey}`);
    });
};
