import type { CommanderError } from 'commander';

/** What Commander suggests, in our words alone. */
const SUGGESTION = /\(Did you mean [^()]*\?\)\s*$/;

/**
 * The message for a wrong command line, on one line. What was typed is not repeated: it may be a secret value whose
 * first character made it look like an option.
 */
export function describeUsageError({ code, message }: CommanderError): string {
  const suggestion = SUGGESTION.exec(message)?.[0].trim();
  switch (code) {
    case 'commander.unknownOption':
      return [
        'unknown option.',
        suggestion ?? 'If it is a key or a value, put -- before the key: kv set -- KEY VALUE.',
        'See --help.',
      ].join(' ');
    case 'commander.unknownCommand':
      return ['unknown command.', suggestion, 'See --help.'].filter(Boolean).join(' ');
    default: {
      const text = message.replace(/^error: /, '').trim();
      const plain = text.replace(/\b(argument|value) '.*' is invalid/s, '$1 is invalid').replaceAll('\n', ' ');
      return `${plain} See --help.`;
    }
  }
}
