import type { Command } from 'commander';
import { readServerSettings, type ServerSettings } from '#client/environment.ts';
import { createKvClient } from '#client/kv-client.ts';
import type { KvClient } from '#client/kv-types.ts';
import { version } from '../../package.json';
import type { Io } from './io.ts';
import { escapeForTerminal } from './terminal-text.ts';

/** The terminal, the settings and the client that commands work with. */
export interface CommandContext {
  readonly io: Io;
  settings(): ServerSettings;
  client(settings?: ServerSettings): KvClient;
  /** Writes a result and a newline to standard output. Control characters are escaped only when that is a terminal. */
  print(text: string, escaping?: 'one line' | 'lines'): void;
  /** Writes a line to standard error, which people see even when standard output goes to a file. */
  say(text: string): void;
}

/** Adds one command to `kv`. */
export type AddCommand = (kv: Command, context: CommandContext) => void;

export function createContext(io: Io): CommandContext {
  const settings = () => readServerSettings(io.env);
  return {
    io,
    settings,
    client: ({ url, apiKey, tenantId } = settings()) =>
      createKvClient({ url, apiKey, tenantId, agent: `cli/${version}` }),
    print(text, escaping = 'one line') {
      io.stdout.write(`${io.stdout.isTerminal ? escapeForTerminal(text, escaping) : text}\n`);
    },
    say: (text) => io.stderr.write(`${escapeForTerminal(text, 'one line')}\n`),
  };
}
