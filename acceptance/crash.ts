import { TestServer } from '../e2e/setup/server.ts';
import { CrashClient, GHOST, isWhole, type PairState } from './crash-client.ts';

/*
 * Kills the server with SIGKILL while clients write, repeatedly on the same database. After each start it checks that
 * every acknowledged write is stored, complete, exactly once, and in the history and the change feed.
 *
 *   npm run accept:crash              100 cycles
 *   npm run accept:crash -- 20 8      20 cycles with 8 clients
 */

const [cycles = 100, clientCount = 8] = process.argv.slice(2).map(Number);
const MOST_MS = 1_500;

interface Found {
  readonly key_value_by_pk: { key: string; version: number; value_text: string } | null;
  readonly key_value_version: readonly { version: number; key: string; operation: string; value_text: string | null }[];
}

interface Change {
  readonly revision: number;
  readonly key_value_id: string;
  readonly version: number;
}

const server = new TestServer({ KV_VERSIONS_KEPT: '1000' });

async function ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
  const text = await server.graphqlText(query, variables);
  const { data, errors } = JSON.parse(text) as { data?: Data; errors?: unknown };
  if (errors || !data) throw new Error(`The server refused a query: ${text}`);
  return data;
}

function check(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new Error(what);
}

const nameOf = ({ key, version, isDeleted }: PairState) =>
  `${key} at version ${version}${isDeleted ? ', deleted' : ''}`;

const isSame = (left: PairState | undefined, right: PairState | undefined) =>
  left?.key === right?.key &&
  left?.version === right?.version &&
  left?.valueText === right?.valueText &&
  left?.isDeleted === right?.isDeleted;

/** The server's state of a client's pair; undefined when there is none. */
async function find(client: CrashClient): Promise<PairState | undefined> {
  let id = client.known?.id;
  if (id === undefined) {
    const { key_value } = await ask<{ key_value: { id: string }[] }>(
      'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { id } }',
      { key: client.pending?.key ?? '' },
    );
    id = key_value[0]?.id;
    if (id === undefined) return undefined;
  }
  const { key_value_by_pk: pair, key_value_version: versions } = await ask<Found>(
    `query ($id: uuid!, $pair: UUID!) {
      key_value_by_pk(id: $id) { key version value_text }
      key_value_version(key_value_id: $pair, limit: 100) { version key operation value_text }
    }`,
    { id, pair: id },
  );
  const newest = versions[0];
  check(newest !== undefined, `The pair of ${client.known?.key} has no history.`);
  const numbers = versions.map(({ version }) => version);
  check(new Set(numbers).size === numbers.length, `${newest.key} has a version twice.`);
  for (const { value_text, operation, version } of versions) {
    const isRight = operation === 'delete' ? value_text === null : value_text !== null && isWhole(value_text);
    check(isRight, `Version ${version} of ${newest.key} is torn.`);
  }
  for (const written of client.acknowledged.slice(-90)) {
    const kept = versions.find(({ version }) => version === written.version);
    check(kept?.key === written.key, `Missing from the history: ${nameOf(written)}.`);
    check(
      written.isDeleted || kept.value_text === written.valueText,
      `The history has another value for ${nameOf(written)}.`,
    );
  }
  const isDeleted = newest.operation === 'delete';
  check(isDeleted === (pair === null), `The pair and the history of ${newest.key} disagree.`);
  check(
    pair === null || pair.version === newest.version,
    `The pair and the history of ${newest.key} have different versions.`,
  );
  const text = pair?.value_text ?? client.known?.valueText ?? '';
  return { id, key: newest.key, version: newest.version, valueText: text, isDeleted };
}

/** All changes after `revision`, oldest first; fails when one is missing. */
async function changesSince(revision: number): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (let before: number | undefined; ; ) {
    const { key_value_change: page } = await ask<{ key_value_change: Change[] }>(
      `query ($before: Int) {
        key_value_change(before_revision: $before, limit: 100) { revision key_value_id version }
      }`,
      { before },
    );
    changes.push(...page.filter((change) => change.revision > revision));
    before = page.at(-1)?.revision;
    if (before === undefined || before <= revision) break;
  }
  changes.reverse();
  changes.forEach((change, at) => {
    check(change.revision === revision + at + 1, `Revision ${revision + at + 1} is missing from the feed.`);
  });
  return changes;
}

async function verify(clients: readonly CrashClient[], revision: number): Promise<number> {
  const changes = await changesSince(revision);
  const reported = new Set(changes.map(({ key_value_id, version }) => `${key_value_id} ${version}`));
  check(reported.size === changes.length, 'A change is in the feed twice.');
  let alive = 0;
  for (const client of clients) {
    const found = await find(client);
    const isRight = isSame(found, client.known) || (client.pending !== undefined && isSame(found, client.pending));
    check(
      isRight,
      `Acknowledged: ${client.known ? nameOf(client.known) : 'nothing'}. Found: ${JSON.stringify(found)}.`,
    );
    for (const written of client.acknowledged) {
      check(reported.has(`${written.id} ${written.version}`), `Missing from the feed: ${nameOf(written)}.`);
    }
    if (found && !found.isDeleted) alive += 1;
    client.settle(found);
    client.acknowledged = [];
  }
  const { key_value, key_value_aggregate } = await ask<{
    key_value: { value_text: string }[];
    key_value_aggregate: { aggregate: { count: number } };
  }>('{ key_value { value_text } key_value_aggregate { aggregate { count } } }');
  check(key_value.length === alive, `${key_value.length} pairs are listed, ${alive} are known.`);
  check(key_value_aggregate.aggregate.count === alive, 'The count and the list disagree.');
  check(!key_value.some(({ value_text }) => value_text.includes(GHOST)), 'A refused write was stored.');
  return changes.at(-1)?.revision ?? revision;
}

const clients = Array.from({ length: clientCount }, (_, at) => new CrashClient(`client ${at}`));
const startsMs: number[] = [];
let revision = 0;
let writes = 0;

try {
  await server.start();
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const killed = new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_MS)).then(() => server.kill());
    await Promise.all([killed, ...clients.map((client) => client.run(server))]);
    writes += clients.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const start = performance.now();
    await server.start();
    startsMs.push(performance.now() - start);
    revision = await verify(clients, revision);
    if (cycle % 10 === 0) console.log(`${cycle} cycles, ${writes} acknowledged writes: none lost, none torn`);
  }
  startsMs.sort((left, right) => left - right);
  const [middle = 0, last = 0] = [startsMs[Math.floor(startsMs.length / 2)], startsMs.at(-1)];
  console.log(`ready again: median ${Math.round(middle)} ms, slowest ${Math.round(last)} ms`);
} finally {
  await server.remove();
}
