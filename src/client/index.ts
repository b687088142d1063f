export { type ErrorCode, type ErrorDetails, KvError } from '#contract/errors.ts';
export {
  deleteKey,
  getKeyValue,
  getKeyValueText,
  listKeys,
  setKeyValue,
  setKeyValueText,
} from './environment-client.ts';
export { createKvClient } from './kv-client.ts';
export type {
  CallOptions,
  KvClient,
  KvClientOptions,
  KvPair,
  KvPairSummary,
  KvSession,
  KvStatus,
  ListOptions,
  WriteOptions,
} from './kv-types.ts';
