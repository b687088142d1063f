import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';

/** One operation at one size. Requests a second with 1 and 32 connections. */
export interface Row {
  readonly pairs: number;
  readonly operation: string;
  readonly bare: readonly [number, number];
  readonly ours: readonly [number, number];
  /** Undefined: not measured. */
  readonly postgraphileShare: readonly [number, number] | undefined;
}

/** A measurement of its own at one size. */
export interface Fact {
  readonly pairs: number;
  readonly name: string;
  readonly value: string;
}

const DIRECTORY = join(import.meta.dirname, 'results');
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const count = (value: number) => Math.round(value).toLocaleString('en');

function cell({ bare, ours, postgraphileShare }: Row, column: 0 | 1): string {
  const share = ours[column] / bare[column];
  const peer = postgraphileShare ? ` (${(share / postgraphileShare[column]).toFixed(1)}×)` : '';
  return `${count(ours[column])} of ${count(bare[column])}, ${percent(share)}${peer}`;
}

export const toLine = (row: Row) => `| ${count(row.pairs)} | ${row.operation} | ${cell(row, 0)} | ${cell(row, 1)} |`;

/** Writes the tables, the plot and the numbers to `bench/results`. */
export function writeReport(rows: readonly Row[], facts: readonly Fact[], machine: string): void {
  mkdirSync(DIRECTORY, { recursive: true });
  writeFileSync(join(DIRECTORY, 'results.json'), `${JSON.stringify({ machine, rows, facts }, null, 2)}\n`);
  writeFileSync(join(DIRECTORY, 'shares.svg'), plot(rows));
  writeFileSync(join(DIRECTORY, 'README.md'), toMarkdown(rows, facts, machine));
}

const toMarkdown = (rows: readonly Row[], facts: readonly Fact[], machine: string) => `# How fast KV Store is

Written by \`npm run bench\`: ${machine}. SQLite in a file; every write has reached stable storage before it is answered.

Requests a second of KV Store and of a bare \`node:http\` server that answers the same text, in the same run, and the
share of the one in the other. In brackets: that share divided by the share that PostGraphile 5 on PostgreSQL reached
against its own bare server.

| Pairs | Operation | 1 connection | 32 connections |
|---|---|---|---|
${rows.map(toLine).join('\n')}

![The shares with 32 connections](shares.svg)

| Pairs | Also measured | |
|---|---|---|
${facts.map(({ pairs, name, value }) => `| ${count(pairs)} | ${name} | ${value} |`).join('\n')}
`;

function plot(rows: readonly Row[]): string {
  const { document } = new JSDOM().window;
  const bars = rows.map(({ pairs, operation, bare, ours }) => ({
    operation,
    pairs: `${count(pairs)} pairs`,
    share: (ours[1] / bare[1]) * 100,
  }));
  const sizes = [...new Set(bars.map(({ pairs }) => pairs))];
  const svg = Plot.plot({
    document,
    width: 900,
    marginLeft: 130,
    marginRight: 120,
    x: { label: 'share of a bare server, %', grid: true },
    y: { label: null, domain: sizes, axis: null },
    fy: { label: null, domain: [...new Set(bars.map(({ operation }) => operation))] },
    color: { legend: false, domain: sizes, scheme: 'blues' },
    marks: [
      Plot.barX(bars, { x: 'share', y: 'pairs', fy: 'operation', fill: 'pairs', inset: 0.5 }),
      Plot.text(bars, {
        x: 'share',
        y: 'pairs',
        fy: 'operation',
        text: ({ share, pairs }: (typeof bars)[number]) => `${share.toFixed(1)} %  ${pairs}`,
        textAnchor: 'start',
        dx: 4,
      }),
      Plot.ruleX([0]),
    ],
    style: { background: 'white', fontSize: '11px' },
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
}
