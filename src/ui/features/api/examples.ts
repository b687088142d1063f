/** What GraphiQL begins with, a tab each: the four operations. Running them as they are overwrites and deletes nothing. */
export const EXAMPLES: readonly { readonly query: string; readonly variables?: string }[] = [
  {
    query: `# All pairs of the team. Ctrl+Enter runs it;
# Ctrl+Space completes what you type.
query ListPairs {
  key_value {
    id
    key
    value
  }
}
`,
  },
  {
    query: `# One value by its key. "value_text" is its exact text,
# for readers that would round numbers.
query GetValue {
  key_value(where: { key: { _eq: "foo" } }) {
    value
    value_text
    version
  }
}
`,
  },
  {
    query: `# The value is JSON text: this stores the string bar.
# "expected_version: 0" wants the key to be free;
# without it the value overwrites whatever is there.
mutation SetValue {
  set_key_value(input: { key: "foo", value: "\\"bar\\"", expected_version: 0 }) {
    id
    version
  }
}
`,
  },
  {
    query: `# By the id of the pair: ListPairs and SetValue
# answer with it. Put it into the variables below.
mutation DeletePair($id: UUID!) {
  delete_key_value(input: { key_value_id: $id }) {
    success
    error
  }
}
`,
    variables: `{
  "id": "35c8dfd2-4cb6-4f0c-8a5f-0d1c1f8a3f10"
}
`,
  },
];
