import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../store.ts';
import { testApiKeyNames } from './api-key-names.contract.ts';
import { testApiKeys } from './api-keys.contract.ts';
import { testChanges } from './changes.contract.ts';
import { type ContractContext, type CreateStore, TestClock, type TestLoad } from './contract-fixtures.ts';
import { testFeed } from './feed.contract.ts';
import { testFilters } from './filters.contract.ts';
import { testGeneratedFilters } from './generated-filters.contract.ts';
import { testHistory } from './history.contract.ts';
import { testIdempotency } from './idempotency.contract.ts';
import { testIdentity } from './identity.contract.ts';
import { testIssuedApiKeys } from './issued-api-keys.contract.ts';
import { testReads } from './last-reads.contract.ts';
import { testLicence } from './licence.contract.ts';
import { testPages } from './pages.contract.ts';
import { testRename } from './rename.contract.ts';
import { testRestoreAs } from './restore-as.contract.ts';
import { testRetention } from './retention.contract.ts';
import { testSessions } from './sessions.contract.ts';
import { testTrash } from './trash.contract.ts';
import { testWriteTogether } from './write-together.contract.ts';
import { testWrites } from './writes.contract.ts';

/** The executable half of `Store`: every engine passes it. */
export function testStore(name: string, createStore: CreateStore, load: TestLoad): void {
  describe(name, () => {
    const clock = new TestClock();
    const notices: string[] = [];
    let store: Store;
    // Behind a property, since suites are described before there is a store.
    const context: ContractContext = {
      clock,
      notices,
      get store() {
        return store;
      },
    };

    beforeAll(async () => {
      store = await createStore({
        clock: clock.read,
        runningMs: clock.runningMs,
        notify: (message) => notices.push(message),
      });
    });
    afterAll(() => store.close());

    describe('writes', () => testWrites(context));
    describe('writes together', () => testWriteTogether(context));
    describe('licence', () => testLicence(context));
    describe('idempotency', () => testIdempotency(context));
    describe('filters', () => testFilters(context));
    describe('generated filters', () => testGeneratedFilters(context, load.filterRuns));
    describe('pages', () => testPages(context));
    describe('identity', () => testIdentity(context));
    describe('API keys', () => testApiKeys(context));
    describe('names of API keys', () => testApiKeyNames(context));
    describe('issued API keys', () => testIssuedApiKeys(context));
    describe('sessions', () => testSessions(context));
    describe('reads', () => testReads(context));
    describe('feed', () => testFeed(context, load));
    describe('history', () => testHistory(context, load));
    describe('changes', () => testChanges(context));
    describe('rename', () => testRename(context));
    describe('trash', () => testTrash(context));
    describe('restoring under another key', () => testRestoreAs(context));
    describe('retention', () => testRetention(context));
  });
}
