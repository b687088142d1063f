/** One write of a seeded history. */
export interface SeedWrite {
  readonly key: string;
  /** Compact JSON text. */
  readonly valueText: string;
  readonly actorName: string;
}

/** Whole numbers from 0 up to but not including `end`. */
type Random = (end: number) => number;

interface SeedKind {
  readonly weight: number;
  key(random: Random, number: number): string;
  valueText(random: Random): string;
}

const ACTORS = ['airflow-prod', 'ci', 'ada', 'grace', 'nightly-etl', 'Jürgen', '智子'];
const TEAMS = ['billing', 'growth', 'logistics', 'risk', 'search', 'équipe-données', '客户'];
const TABLES = ['orders', 'customers', 'invoices', 'sessions', 'shipments', 'returns', 'prices', 'clicks', 'Straßen'];
const STAGES = ['dev', 'staging', 'prod'];
const MODELS = ['churn', 'forecast', 'ranker', 'fraud', 'eta', 'uplift'];
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-south-1', 'Zürich', 'São Paulo', 'Ελλάδα'];

const SEED_KINDS: readonly SeedKind[] = [
  {
    weight: 20,
    key: (random, number) => `etl/${pick(random, TEAMS)}/${pick(random, TABLES)}_${number}/watermark`,
    // Nanoseconds since 1970 have more digits than a double can represent.
    valueText: (random) => `17${digits(random, 17)}`,
  },
  {
    weight: 20,
    key: (random, number) => `etl/${pick(random, TEAMS)}/${pick(random, TABLES)}_${number}/config`,
    valueText: (random) =>
      JSON.stringify({
        source: { kind: 'postgres', host: `db-${random(20)}.internal`, schema: pick(random, STAGES), port: 5432 },
        target: { bucket: `lake-${pick(random, STAGES)}`, region: pick(random, REGIONS), format: 'parquet' },
        columns: Array.from({ length: 1 + random(8) }, (_, at) => `${pick(random, TABLES)}_${at}`),
        retries: random(6),
        owner: random(4) === 0 ? null : pick(random, ACTORS),
      }),
  },
  {
    weight: 18,
    key: (random, number) => `flows/${pick(random, TABLES)}-${pick(random, STAGES)}-${number}/last-run`,
    valueText: (random) =>
      JSON.stringify({ state: random(10) === 0 ? 'Failed' : 'Success', seconds: random(7_200), rows: random(10 ** 7) }),
  },
  {
    weight: 12,
    key: (random, number) => `models/${pick(random, MODELS)}/v${number}/params`,
    valueText: (random) =>
      `{"learning_rate":${1 + random(9)}e-0${1 + random(5)},"depth":${random(12)},"dropout":${random(2)}.0,"seed":1${digits(random, 8)}}`,
  },
  {
    weight: 8,
    key: (random, number) => `features/${pick(random, MODELS)}-${pick(random, TABLES)}-${number}`,
    valueText: (random) => (random(3) === 0 ? 'false' : 'true'),
  },
  {
    weight: 8,
    key: (random, number) => `reports/${pick(random, TEAMS)}/${pick(random, TABLES)}-${number}.sql`,
    valueText: (random) => {
      const table = pick(random, TABLES);
      const region = pick(random, REGIONS);
      return JSON.stringify(
        `-- Owner: ${pick(random, ACTORS)}\nselect region,\n       count(*) as ${table}\nfrom "${table}"\nwhere region = '${region}'\n  and day >= :since\ngroup by region\norder by 2 desc;\n`,
      );
    },
  },
  {
    weight: 6,
    key: (random, number) => `${pick(random, STAGES)}_region_${number}`,
    valueText: (random) => JSON.stringify(pick(random, REGIONS)),
  },
  {
    weight: 4,
    key: (random, number) => `alerts/${pick(random, TEAMS)}/${pick(random, ['🔥', '🐢', 'quiet'])} ${number}`,
    valueText: (random) => (random(3) === 0 ? 'null' : JSON.stringify([random(100), random(100) / 100, 'päge'])),
  },
  {
    weight: 3,
    key: (random, number) => `Shared/${pick(random, REGIONS)}/Opening Hours ${number}`,
    valueText: (random) => JSON.stringify(['mo', 'tu', 'we', 'th', 'fr'].map((day) => [day, 8 + random(3), 17])),
  },
  {
    // Large values, tens of kilobytes.
    weight: 1,
    key: (random, number) => `snapshots/${pick(random, TABLES)}/${number}/columns`,
    valueText: (random) =>
      JSON.stringify(
        Array.from({ length: 50 + random(450) }, (_, at) => ({
          name: `${pick(random, TABLES)}_${at}`,
          nullable: random(2) === 0,
          statistics: { distinct: random(10 ** 6), nulls: random(1_000), mean: random(10 ** 6) / 1_000 },
        })),
      ),
  },
];

const WEIGHTED_KINDS = SEED_KINDS.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

/**
 * Writes that create `count` pairs typical of data teams, and change every sixth pair again. They are always the same,
 * and a larger count starts with the writes of a smaller one.
 */
export function* seedWrites(count: number): Generator<SeedWrite> {
  const random = createRandom(1);
  for (let number = 1; number <= count; number += 1) {
    const kind = pick(random, WEIGHTED_KINDS);
    const key = kind.key(random, number);
    yield { key, valueText: kind.valueText(random), actorName: pick(random, ACTORS) };
    if (number % 6 === 0) yield { key, valueText: kind.valueText(random), actorName: pick(random, ACTORS) };
  }
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)] as Item;
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random(10)).join('');
}

/** Mulberry32: small, with the same numbers everywhere. */
function createRandom(seed: number): Random {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}
