import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import { expectedVersionOption, noteOption } from '../options.ts';
import { escapeForTerminal } from '../terminal-text.ts';

interface DeleteOptions {
  readonly yes?: true;
  readonly expectedVersion?: number;
  readonly note?: string;
}

export const addDelete: AddCommand = (kv, { io, client, print }) => {
  kv.command('delete')
    .summary('delete a key and its value')
    .argument('<key>')
    .option('-y, --yes', 'do not ask for confirmation (never asked without a terminal)')
    .addOption(expectedVersionOption())
    .addOption(noteOption())
    .action(async (key: string, { yes, expectedVersion, note }: DeleteOptions) => {
      let seenVersion: number | undefined;
      if (!yes && io.stdin.isTerminal) {
        const { version, type, size, updatedBy } = await client().getPair(key);
        const what = `${escapeForTerminal(key, 'one line')} (${type}, ${size} bytes, by ${escapeForTerminal(updatedBy, 'one line')})`;
        const answer = await io.stdin.ask(`Delete ${what}? [y/N] `);
        if (!/^y(?:es)?$/i.test(answer.trim())) throw new Failure(EXIT.failed, 'Not confirmed. Nothing was deleted.');
        // Delete only the version that was confirmed.
        seenVersion = version;
      }
      await client().deleteKey(key, { expectedVersion: expectedVersion ?? seenVersion, note });
      print(`Key ${key} has been deleted`);
    });
};
