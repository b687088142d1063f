/** The tabs that GraphiQL starts with, one for each operation. Run unchanged, they overwrite and delete nothing. */
export const EXAMPLES: readonly { readonly query: string; readonly variables?: string }[] = [
  {
    query: `# All pairs of the team. Press Ctrl+Enter to run it
# and Ctrl+Space for suggestions.
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
# for programs that would round the numbers.
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
# "expected_version: 0" works only while the key is free.
# Without it, the current value is overwritten.
mutation SetValue {
  set_key_value(input: { key: "foo", value: "\\"bar\\"", expected_version: 0 }) {
    id
    version
  }
}
`,
  },
  {
    query: `# Takes the id of the pair, which ListPairs and SetValue
# return. Put it into the variables below.
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
