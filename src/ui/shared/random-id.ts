/** 128 random bits. Not `crypto.randomUUID`, which browsers do not offer over plain HTTP. */
export function createRandomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
