import { graphql } from '#contract/graphql.ts';

export const SetPair = graphql(`
  mutation SetPair($input: set_key_value_input!) {
    set_key_value(input: $input) { id }
  }
`);

export const DeletePair = graphql(`
  mutation DeletePair($input: delete_key_value_input!) {
    delete_key_value(input: $input) { success }
  }
`);

export const RenamePair = graphql(`
  mutation RenamePair($input: rename_key_value_input!) {
    rename_key_value(input: $input) { id }
  }
`);

export const GetText = graphql(`
  query GetText($key: String!) {
    key_value(where: { key: { _eq: $key } }) { value_text }
  }
`);

export const FindPair = graphql(`
  query FindPair($key: String!) {
    key_value(where: { key: { _eq: $key } }) { id version }
  }
`);

export const GetPair = graphql(`
  query GetPair($key: String!) {
    key_value(where: { key: { _eq: $key } }) {
      id key value_text type size version created updated updated_by
    }
  }
`);

export const ListKeys = graphql(`
  query ListKeys($where: key_value_bool_exp!, $limit: Int) {
    key_value(where: $where, order_by: [{ key: asc }], limit: $limit) { key }
  }
`);

export const ListPairs = graphql(`
  query ListPairs($where: key_value_bool_exp!, $limit: Int) {
    key_value(where: $where, order_by: [{ key: asc }], limit: $limit) {
      id key type size version created updated updated_by
    }
  }
`);

export const GetStatus = graphql(`
  query GetStatus {
    auth_info { tenant_id user_name license }
    tenant { id name slug }
    key_value_aggregate { aggregate { count } }
  }
`);

export const ListSessions = graphql(`
  query ListSessions {
    auth_session { id api_key_name created last_seen expires_at current }
  }
`);

export const EndSession = graphql(`
  mutation EndSession($input: delete_session_input!) {
    delete_session(input: $input) { success }
  }
`);
