import { isIP } from 'node:net';
import { MAX_VALUE_BYTES } from '#contract/limits.ts';
import { FIXED_KEY_FORM, isFixedKey } from './auth/fixed-key.ts';
import { DEFAULT_RETENTION, MEBIBYTE, type Retention } from './store/history.ts';
import { DATABASE_URL_FORM, type DatabaseLocation, defaultDatabase, parseDatabaseUrl } from './store/open-store.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** The settings, read from the environment once at start. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseLocation;
  readonly adminApiKey: string | undefined;
  /** The licence limit of each tenant. */
  readonly licensePairs: number;
  /** Bytes of UTF-8 of a value's compact text. */
  readonly maxValueBytes: number;
  readonly retention: Retention;
  /** How long the reads of one request may work on the database. */
  readonly querySeconds: number;
  /** Host names that requests may name besides loopback; lower case, without ports. */
  readonly allowedHosts: readonly string[];
  /** The address people use for the server, without a trailing slash. */
  readonly publicUrl: string;
  readonly logLevel: LogLevel;
}

/** One or more settings are wrong. Each line of `lines` names one and describes the values it accepts. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {ConfigError} that names every wrong setting, not only the first */
export function readConfig(env: Environment, defaultLogLevel: LogLevel = 'info'): Config {
  const problems: string[] = [];
  /** An empty setting counts as unset: that is how a compose file passes on an unset variable. */
  const read = <T>(name: string, byDefault: T, parse: (text: string) => T | undefined, form: string): T => {
    const text = env[name]?.trim();
    if (text === undefined || text === '') return byDefault;
    const value = parse(text);
    if (value === undefined) problems.push(`${name} must be ${form}.`);
    return value ?? byDefault;
  };

  const readDays = (name: string, byDefault: number) =>
    read(name, byDefault, wholeNumber(1, 36_500), 'a whole number of days from 1 to 36500');

  const host = read('KV_HOST', '127.0.0.1', parseHost, 'an IP address or host name to listen on, without a port');
  const port = read('KV_PORT', 4200, wholeNumber(0, 65_535), 'a whole number from 0 to 65535');
  const config: Config = {
    host,
    port,
    database: read('KV_DATABASE_URL', defaultDatabase(), parseDatabaseUrl, DATABASE_URL_FORM),
    adminApiKey: read<string | undefined>(
      'KV_ADMIN_API_KEY',
      undefined,
      (text) => (isFixedKey(text) ? text : undefined),
      FIXED_KEY_FORM,
    ),
    licensePairs: read(
      'KV_LICENSE_PAIRS',
      50,
      wholeNumber(0, 1_000_000_000),
      'a whole number of pairs from 0 to 1000000000',
    ),
    maxValueBytes: read(
      'KV_MAX_VALUE_BYTES',
      MAX_VALUE_BYTES,
      wholeNumber(1, MAX_VALUE_BYTES),
      `a whole number of bytes from 1 to ${MAX_VALUE_BYTES}`,
    ),
    retention: {
      versionsKept: read(
        'KV_VERSIONS_KEPT',
        DEFAULT_RETENTION.versionsKept,
        wholeNumber(1, 1_000_000),
        'a whole number of versions from 1 to 1000000',
      ),
      versionDays: readDays('KV_VERSION_DAYS', DEFAULT_RETENTION.versionDays),
      trashDays: readDays('KV_TRASH_DAYS', DEFAULT_RETENTION.trashDays),
      historyBytes:
        MEBIBYTE *
        read(
          'KV_HISTORY_MB',
          DEFAULT_RETENTION.historyBytes / MEBIBYTE,
          wholeNumber(1, 1_000_000),
          'a whole number of mebibytes from 1 to 1000000',
        ),
    },
    querySeconds: read('KV_QUERY_SECONDS', 10, wholeNumber(1, 3_600), 'a whole number of seconds from 1 to 3600'),
    allowedHosts: read<readonly string[]>(
      'KV_ALLOWED_HOSTS',
      [],
      parseHosts,
      'host names separated by commas, without scheme, for example kv.example.com',
    ),
    publicUrl: read(
      'KV_PUBLIC_URL',
      `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
      parsePublicUrl,
      'an http or https address without a path, for example https://kv.example.com',
    ),
    logLevel: read(
      'KV_LOG_LEVEL',
      defaultLogLevel,
      (text) => LOG_LEVELS.find((level) => level === text),
      `one of ${LOG_LEVELS.join(', ')}`,
    ),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  if (!/^[0-9]{1,12}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
};

const parseHost = (text: string) => (isIP(text) > 0 || /^[A-Za-z0-9._-]+$/.test(text) ? text : undefined);

function parseHosts(text: string): string[] | undefined {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase().replace(/\.$/, ''))
    .filter((host) => host !== '');
  return hosts.every((host) => /^(?:[a-z0-9._-]+|\[?[0-9a-f:]+\]?)$/.test(host)) ? hosts : undefined;
}

function parsePublicUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  const isPlain = pathname === '/' && search === '' && hash === '' && username === '';
  return isPlain && (protocol === 'http:' || protocol === 'https:') ? origin : undefined;
}
