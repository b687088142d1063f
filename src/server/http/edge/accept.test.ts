import { describe, expect, test } from 'vitest';
import { readAccept } from './accept.ts';

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';

describe('what an Accept header allows', () => {
  test.each([
    // What clients send.
    [undefined, JSON_TYPE, false, false],
    ['*/*', JSON_TYPE, false, false],
    ['application/*', JSON_TYPE, false, false],
    ['application/json', JSON_TYPE, true, false],
    ['application/json, text/plain, */*', JSON_TYPE, true, false],
    ['application/graphql-response+json', RESPONSE_TYPE, false, false],
    ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE, false, false],
    ['application/graphql-response+json; charset=utf-8, application/json; charset=utf-8', RESPONSE_TYPE, false, false],
    ['application/json; charset=utf-8', JSON_TYPE, true, false],
    ['multipart/mixed;deferSpec=20220824, application/json', JSON_TYPE, true, false],
    [
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
      RESPONSE_TYPE,
      false,
      true,
    ],
    ['text/event-stream', JSON_TYPE, false, true],
    ['Application/JSON, Text/Event-Stream', JSON_TYPE, true, true],
    // Which is wanted most.
    ['application/json;q=0.9, application/graphql-response+json;q=0.1', JSON_TYPE, true, false],
    ['application/json;q=0.1, application/graphql-response+json', RESPONSE_TYPE, false, false],
    ['application/json, application/graphql-response+json', JSON_TYPE, true, false],
    ['*/*;q=0.1, application/graphql-response+json;q=0.5', RESPONSE_TYPE, false, false],
    // What is refused.
    ['application/graphql-response+json;q=0, application/json', JSON_TYPE, true, false],
    ['application/json;q=0, application/graphql-response+json', RESPONSE_TYPE, false, false],
    ['application/json;q=0, */*', RESPONSE_TYPE, false, false],
    ['application/json, text/event-stream;q=0', JSON_TYPE, true, false],
    ['text/event-stream; q=0.0, */*', JSON_TYPE, false, false],
    ['text/event-stream, application/json;q=0', JSON_TYPE, false, true],
  ])('%s', (header, type, isPlainJson, isStream) => {
    expect(readAccept(header)).toEqual({ type, isPlainJson, isStream });
  });

  test.each([
    'text/html',
    'application/json;q=0',
    'application/json;q=0, application/graphql-response+json; q=0.000',
    '*/*;q=0',
    'application/xml, application/*;q=0',
    'text/event-stream;q=0',
    'application/jsonx',
    'not a type',
  ])('%s allows nothing that can be sent', (header) => {
    expect(readAccept(header)).toBeUndefined();
  });
});
