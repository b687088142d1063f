import type { FastifyBaseLogger } from 'fastify';
import { SIGN_IN_LINK_MINUTES, SignInToken } from './auth/sign-in-token.ts';
import type { Config } from './config.ts';
import { ensureAdminKey, type KeepAdminKey, prepareStore } from './first-start.ts';
import { createApp } from './http/app.ts';
import type { HttpLimits } from './http/edge/limits.ts';
import { StartingServer } from './http/starting-server.ts';
import { openStore } from './store/open-store.ts';
import { StoreStartError } from './store/store-start-error.ts';

/** How long requests under way may take at a stop. */
const STOP_DEADLINE_MS = 10_000;

/** The server cannot start with these settings. The message is one line for the operator. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

export interface RunningServer {
  /** The address people use. */
  readonly url: string;
  readonly signInLink: string;
  readonly signInLinkMinutes: number;
  /** The admin key, if this start created it. */
  readonly newAdminApiKey: string | undefined;
  /** Answers requests under way, then releases port and database. */
  stop(): Promise<void>;
}

interface StartOptions {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  /** The directory of the built UI. */
  readonly uiDirectory: string;
  /** Gets the admin key that the first start creates. */
  readonly keepAdminKey?: KeepAdminKey;
  /** Those that differ from `HTTP_LIMITS`. */
  readonly limits?: Partial<HttpLimits>;
}

/** @throws {StartError} if the database or the port cannot be used */
export async function startServer({
  config,
  logger,
  uiDirectory,
  keepAdminKey = () => true,
  limits = {},
}: StartOptions): Promise<RunningServer> {
  const notify = (message: string) => logger.warn(message);
  const starting = new StartingServer(config);
  const onPreparing = () => starting.listen();
  const store = await openStore({ ...config, notify, onPreparing }).catch(async (error: unknown) => {
    await starting.close();
    if (error instanceof StoreStartError) throw new StartError(error.message, { cause: error });
    throw toStartError(error, config);
  });
  try {
    const tenantId = await prepareStore(store, config);
    const { token, signInToken } = SignInToken.issue();
    const app = await createApp({ config, store, tenantId, signInToken, logger, uiDirectory, limits });
    await starting.close();
    await app.listen({ host: config.host, port: config.port, listenTextResolver: () => 'listening' });
    const address = app.server.address();
    // Port 0 lets the system choose one.
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    const url = config.publicUrl.replace(/:0$/, `:${port}`);
    const newAdminApiKey = await ensureAdminKey(store, tenantId, (apiKey) => keepAdminKey(url, apiKey));
    return {
      url,
      signInLink: `${url}/sign-in#token=${token}`,
      signInLinkMinutes: SIGN_IN_LINK_MINUTES,
      newAdminApiKey,
      async stop() {
        const cut = setTimeout(() => app.server.closeAllConnections(), STOP_DEADLINE_MS);
        await app.close();
        clearTimeout(cut);
        await store.close();
      },
    };
  } catch (error) {
    await starting.close();
    await store.close();
    throw toStartError(error, config);
  }
}

function toStartError(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is in use on ${host}. Stop the program that uses it, or set KV_PORT to another port.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(
      `KV_HOST: this machine does not have the address ${host}. Use one of its own, or 0.0.0.0 for all.`,
    );
  }
  if (code === 'EACCES')
    return new StartError(`The system does not allow port ${port}. Set KV_PORT to a port above 1023.`);
  return error;
}
