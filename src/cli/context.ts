import type { Command } from 'commander';
import { readServerSettings, type ServerSettings } from '#client/environment.ts';
import { createKvClient } from '#client/kv-client.ts';
import type { KvClient } from '#client/kv-types.ts';
import { version } from '../../package.json';
import type { Io } from './io.ts';
import { escapeForTerminal } from './terminal-text.ts';

/** What commands work with. */
export interface CommandContext {
  readonly io: Io;
  settings(): ServerSettings;
  client(settings?: ServerSettings): KvClient;
  /** Writes a result and a line end to standard output; what a terminal would obey is escaped there, and only there. */
  print(text: string, escaping?: 'one line' | 'lines'): void;
  /** Writes a line for the person, who sees standard error also when standard output goes into a file. */
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
