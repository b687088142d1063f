import type { FastifyBaseLogger } from 'fastify';
import type { Sessions } from '../auth/sessions.ts';
import type { SignInToken } from '../auth/sign-in-token.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';

export interface AppOptions {
  readonly config: Config;
  readonly store: Store;
  /** The tenant that the sign-in link opens. */
  readonly tenantId: string;
  readonly signInToken: SignInToken;
  readonly logger: FastifyBaseLogger;
  /** Where the built UI is. */
  readonly uiDirectory: string;
}

/** What routes work with. */
export interface AppServices extends AppOptions {
  readonly sessions: Sessions;
}
