import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The prefix of issued API keys, for people and for tools that look for leaked secrets. */
const API_KEY_PREFIX = 'kvs_';
/** 43 characters from an alphabet of 62 hold 256 bits. */
const SECRET_CHARACTERS = 43;
const CHECKSUM_CHARACTERS = 6;

/** Secrets are stored and looked up only as this hash. A fast hash is enough for 256 random bits. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** 256 random bits as 43 letters and digits. */
export function makeSecret(): string {
  const characters: string[] = [];
  while (characters.length < SECRET_CHARACTERS) {
    for (const byte of randomBytes(64)) {
      // 248 is the largest multiple of 62 in a byte; using the rest would make some characters more likely.
      if (byte < 248 && characters.length < SECRET_CHARACTERS) characters.push(ALPHABET.charAt(byte % 62));
    }
  }
  return characters.join('');
}

/** A new API key. Starts with a letter and has only `[A-Za-z0-9_]`, because the original client evaluates others. */
export function makeApiKey(): string {
  const body = `${API_KEY_PREFIX}${makeSecret()}`;
  return `${body}${checksumOf(body)}`;
}

/** False for a mistyped or truncated key of ours, without a database lookup; true for any other text. */
export function mayBeApiKey(text: string): boolean {
  if (!text.startsWith(API_KEY_PREFIX)) return true;
  const body = text.slice(0, -CHECKSUM_CHARACTERS);
  return text.length === API_KEY_PREFIX.length + SECRET_CHARACTERS + CHECKSUM_CHARACTERS
    ? text === `${body}${checksumOf(body)}`
    : false;
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < CHECKSUM_CHARACTERS; place += 1) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
