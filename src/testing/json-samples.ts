import fc from 'fast-check';

/** Numbers that JavaScript cannot hold, and spellings that JSON.stringify would change. */
const scalar = fc.oneof(
  fc.constantFrom('0', '-0', '1.0', '1e400', '12345678901234567890', '7', 'true', 'null'),
  fc.constantFrom('"a"', '"\\u0061"', '"\\/"', '"\\ud800"', '"{\\"a\\":1}"', '""'),
);
/** Only a few, so that versions of a value share members. Some spell the same name. */
const name = fc.constantFrom('"a"', '"b"', '"\\u0061"', '"1"', '"0"', '"__proto__"', '"odd key"', '""');

const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(name, tie('json')), { maxLength: 5 })
      .map((members) => `{${members.map(([key, value]) => `${key}:${value}`).join(',')}}`),
  ),
}));

/** Compact JSON text of any shape, for property tests. */
export const anyJson = json;
