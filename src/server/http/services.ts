import type { FastifyBaseLogger } from 'fastify';
import type { Sessions } from '../auth/sessions.ts';
import type { SignInToken } from '../auth/sign-in-token.ts';
import type { Config } from '../config.ts';
import type { GraphqlApi } from '../graphql/graphql-api.ts';
import type { Store } from '../store/store.ts';
import type { HttpLimits } from './edge/limits.ts';
import type { RefusedBodies } from './edge/refused-bodies.ts';

export interface AppOptions {
  readonly config: Config;
  readonly store: Store;
  /** The tenant that the sign-in link opens. */
  readonly tenantId: string;
  readonly signInToken: SignInToken;
  readonly logger: FastifyBaseLogger;
  /** The directory of the built UI. */
  readonly uiDirectory: string;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<HttpLimits>;
}

/** Everything routes work with. */
export interface AppServices extends AppOptions {
  readonly sessions: Sessions;
  readonly refusedBodies: RefusedBodies;
  readonly graphql: GraphqlApi;
}
