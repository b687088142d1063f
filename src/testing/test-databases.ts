import { openSqliteStore } from '#server/store/open-sqlite-store.ts';
import type { Store } from '#server/store/store.ts';

export interface TestStoreOptions {
  /** Defaults to the time of the machine. */
  readonly clock?: () => Date;
}

/** Opens an empty store of each engine that tests run on. Close it, or leave it to the end of the process. */
export const TEST_DATABASES = {
  sqlite: (options: TestStoreOptions = {}): Promise<Store> => openSqliteStore({ file: ':memory:', ...options }),
};
