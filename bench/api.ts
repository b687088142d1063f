import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ask, measure, type Running, startBare, startSeeded } from './load.ts';
import { EXPENSIVE, GET, type Operation, operationsFor, SET } from './operations.ts';
import { type Fact, type Row, toLine, writeReport } from './report.ts';

/*
 * Measures GraphQL throughput as a share of a bare node:http server that answers the same text, in the same run, and
 * writes the tables and a plot to bench/results.
 *
 *   npm run build && npm run bench
 *   npm run bench -- --pairs 100,1000000 --seconds 5
 */

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '100,10000,100000' },
    seconds: { type: 'string', default: '3' },
  },
});
const SIZES = values.pairs.split(',').map(Number);
const SECONDS = Number(values.seconds);
const MANY = 32;
/** Keys that are set and read; there from the start, so that a set never meets the licence. */
const KEYS = 1_000;

const rows: Row[] = [];
const facts: Fact[] = [];

async function measureShare(server: Running, operation: Operation, pairs: number): Promise<void> {
  const bareServer = await startBare(await ask(server.url, operation));
  const rates = async (connections: number) => {
    const bare = await measure(bareServer.url, operation, connections, SECONDS);
    const ours = await measure(server.url, operation, connections, SECONDS);
    return [bare.perSecond, ours.perSecond] as const;
  };
  const [bareOne, oursOne] = await rates(1);
  const [bareMany, oursMany] = await rates(MANY);
  bareServer.stop();
  const row: Row = {
    pairs,
    operation: operation.name,
    bare: [bareOne, bareMany],
    ours: [oursOne, oursMany],
    postgraphileShare: operation.postgraphile,
  };
  rows.push(row);
  console.log(toLine(row));
}

/** How long a point read takes while others do something else. */
async function measureBeside(server: Running, pairs: number): Promise<void> {
  const alone = await measure(server.url, GET, 4, SECONDS);
  const besides: readonly (readonly [string, Operation, number])[] = [
    [`${MANY} writers`, SET, MANY],
    [`4 clients that ${EXPENSIVE.name}`, EXPENSIVE, 4],
  ];
  for (const [name, operation, connections] of besides) {
    const [reads] = await Promise.all([
      measure(server.url, GET, 4, SECONDS),
      measure(server.url, operation, connections, SECONDS),
    ]);
    addFact(pairs, `p99 of point reads of 4 clients, beside ${name}`, `${reads.p99} ms (alone ${alone.p99} ms)`);
  }
}

function addFact(pairs: number, name: string, value: string): void {
  facts.push({ pairs, name, value });
  console.log(`${pairs} ${name}: ${value}`);
}

for (const pairs of SIZES) {
  const store = await startSeeded(pairs);
  const { server } = store;
  try {
    addFact(pairs, '`npm run seed`', `${Math.round(store.seededPerSecond).toLocaleString('en')} pairs a second`);
    addFact(pairs, 'start until ready', `${Math.round(store.readyMs)} ms`);
    for (let index = 0; index < KEYS; index += 1) await ask(server.url, SET, index);
    for (const operation of operationsFor(pairs)) await measureShare(server, operation, pairs);
    await measureBeside(server, pairs);
    addFact(pairs, 'memory after all of it', `${Math.round(server.memory() / 2 ** 20)} MiB`);
  } finally {
    store.remove();
  }
}

const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, ${SECONDS} s a measurement`;
writeReport(rows, facts, machine);
