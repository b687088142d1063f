import { timingSafeEqual } from 'node:crypto';
import { hashSecret, makeSecret } from './secrets.ts';

/** Lifetime of the link that is printed when the server starts. */
export const SIGN_IN_LINK_MINUTES = 10;

/** The one-time token of the sign-in link: 256 bits, held only in memory and only as a hash. */
export class SignInToken {
  #hash: Buffer | undefined;
  readonly #expires: number;
  readonly #now: () => number;

  private constructor(hash: Buffer, now: () => number) {
    this.#hash = hash;
    this.#now = now;
    this.#expires = now() + SIGN_IN_LINK_MINUTES * 60_000;
  }

  /** Creates the token for the link, and the object that accepts it. */
  static issue(now: () => number = Date.now): { readonly token: string; readonly signInToken: SignInToken } {
    const token = makeSecret();
    return { token, signInToken: new SignInToken(hashSecret(token), now) };
  }

  /** Whether `token` is the right one. True at most once, and only until it expires. */
  redeem(token: string): boolean {
    if (!this.#hash || this.#now() > this.#expires) return false;
    if (!timingSafeEqual(hashSecret(token), this.#hash)) return false;
    this.#hash = undefined;
    return true;
  }
}
