import { randomBytes } from 'node:crypto';

/**
 * A UUID of version 7: unique like a random one, but later ones sort after earlier ones, so that new rows go to
 * the end of an index instead of each to a different page.
 */
export function createTimeOrderedId(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  // Version and variant, RFC 9562 section 5.7.
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
