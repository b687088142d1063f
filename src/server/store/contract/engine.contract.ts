import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMeta } from '../meta.ts';
import type { Engine } from '../programs/engine.ts';
import { compile, first, type Program, run } from '../programs/program.ts';

/** The executable half of `Engine`, for what cannot be seen through a store. */
export function testEngine(name: string, createEngine: () => Promise<Engine>): void {
  describe(name, () => {
    let engine: Engine;

    beforeAll(async () => {
      engine = await createEngine();
      await engine.write(() => createMeta(engine.dialect).ensure('instance_id', 'before'));
    });
    afterAll(() => engine.close());

    const find = () => createMeta(engine.dialect).find('instance_id');

    function* setTo(value: string): Program<void> {
      const { queries } = engine.dialect;
      yield* run(compile(queries.updateTable('meta').set({ value }).where('name', '=', 'instance_id')));
    }

    test('all queries of a read see the same commits, though others write while it runs', async () => {
      const writes: Promise<void>[] = [];

      const seen = await engine.read(function* () {
        const before = yield* find();
        writes.push(engine.write(() => setTo('after')));
        const { queries } = engine.dialect;
        // Something to wait for, on an engine that has to wait.
        yield* first(compile(queries.selectFrom('tenant').select('id')));
        return [before, yield* find()];
      });

      expect(seen).toEqual(['before', 'before']);
      await Promise.all(writes);
      expect(await engine.read(find)).toBe('after');
    });

    test('a write that throws leaves nothing behind', async () => {
      const before = await engine.read(find);

      const refused = engine.write(function* () {
        yield* setTo('half done');
        throw new Error('half done');
      });

      await expect(refused).rejects.toThrow('half done');
      expect(await engine.read(find)).toBe(before);
    });
  });
}
