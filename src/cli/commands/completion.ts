import { Argument, type Command } from 'commander';
import {
  type CommandWords,
  printBashCompletion,
  printFishCompletion,
  printZshCompletion,
} from '../completion-scripts.ts';
import type { AddCommand } from '../context.ts';

const PRINTERS = { bash: printBashCompletion, zsh: printZshCompletion, fish: printFishCompletion } as const;
const SHELLS = Object.keys(PRINTERS) as (keyof typeof PRINTERS)[];
const MAX_KEYS = 200;

export const addCompletion: AddCommand = (kv, { io, client }) => {
  kv.command('completion')
    .summary('print a shell completion script')
    .addHelpText(
      'after',
      `
bash: add to ~/.bashrc              source <(kv completion bash)
zsh:  add to ~/.zshrc               source <(kv completion zsh)
fish: run once                      kv completion fish > ~/.config/fish/completions/kv.fish`,
    )
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: keyof typeof PRINTERS) => io.stdout.write(PRINTERS[shell](toWords(kv))));

  kv.command('__keys', { hidden: true })
    .argument('[prefix]')
    .action(async (prefix: string | undefined) => {
      let left = MAX_KEYS;
      try {
        for await (const key of client().keys({ prefix, signal: AbortSignal.timeout(2_000) })) {
          // One key per line, so a key with a line break cannot be offered.
          if (!/\p{Cc}/u.test(key)) io.stdout.write(`${key}\n`);
          left -= 1;
          if (left === 0) return;
        }
      } catch {
        // An error message would land in the middle of the line being typed.
      }
    });
};

function toWords(kv: Command): CommandWords[] {
  return kv.commands
    .filter((command) => !command.name().startsWith('__'))
    .map((command) => ({
      name: command.name(),
      summary: command.summary(),
      options: [command, ...command.commands]
        .flatMap(({ options }) => options)
        .map(({ long, description }) => ({ flag: long ?? '', description })),
      words: [
        ...(command.registeredArguments[0]?.argChoices ?? []),
        ...command.commands.map((subcommand) => subcommand.name()),
      ],
      takesFile: command.commands.some(({ registeredArguments: [argument] }) =>
        ['file', 'backup'].includes(argument?.name() ?? ''),
      ),
      takesKey: ['key', 'old'].includes(command.registeredArguments[0]?.name() ?? ''),
    }));
}
