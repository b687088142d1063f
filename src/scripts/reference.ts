import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { codeMeanings } from '#contract/error-words.ts';

const INTRODUCTION = `# API reference

Generated from [\`schema.graphql\`](schema.graphql) by \`npm run reference\`. Do not edit it by hand.

Send GraphQL with \`POST /\` or \`POST /graphql\` and \`Authorization: Bearer <API key>\`. \`!\` marks a field that is never
null, or an argument that is required. You can try all of this on the page **API** of the admin UI.

A document with nothing but several sets, deletions, renames and restores is one transaction: each sees those before it,
and all of them are made or, if one is refused, none.`;

type Member = GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument;

const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');

/** The type with its `!` and brackets, linked to its heading. */
function typeLink({ type }: Member): string {
  const named = getNamedType(type);
  const text = `\`${type}\``;
  return isSpecifiedScalarType(named) ? text : `[${text}](#${named.name.toLowerCase()})`;
}

function table(title: string, members: readonly Member[]): string {
  const rows = members.map((member) => `| \`${member.name}\` | ${typeLink(member)} | ${oneLine(member.description)} |`);
  return [`| ${title} | Type | |`, '| --- | --- | --- |', ...rows].join('\n');
}

function section(title: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [`## ${title}`, ...parts];
}

function operations(kind: string, root: GraphQLObjectType | null | undefined): string[] {
  return Object.values(root?.getFields() ?? {}).flatMap((field) => [
    `### ${kind} ${field.name}`,
    ...(field.description ? [field.description] : []),
    ...(field.args.length > 0 ? [table('Argument', field.args)] : []),
    `Returns ${typeLink(field)}.`,
  ]);
}

function describeType(type: GraphQLNamedType): string[] {
  const parts = [`### ${type.name}`, ...(type.description ? [type.description] : [])];
  if (isObjectType(type) || isInputObjectType(type)) parts.push(table('Field', Object.values(type.getFields())));
  if (isEnumType(type)) {
    const rows = type.getValues().map(({ name, description }) => `| \`${name}\` | ${oneLine(description)} |`);
    parts.push(['| Value | |', '| --- | --- |', ...rows].join('\n'));
  }
  return parts;
}

/** The API reference in Markdown, in the order of the schema. */
export function createReference(schemaText: string): string {
  const schema = buildSchema(schemaText);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
  );
  const ofKind = (isKind: (type: GraphQLNamedType) => boolean) => types.filter(isKind).flatMap(describeType);
  const codes = codeMeanings().map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);

  const parts = [
    INTRODUCTION,
    ...section('Queries', operations('query', schema.getQueryType())),
    ...section('Mutations', operations('mutation', schema.getMutationType())),
    ...section('Subscriptions', operations('subscription', schema.getSubscriptionType())),
    ...section('Types', ofKind(isObjectType)),
    ...section('Inputs', ofKind(isInputObjectType)),
    ...section('Enums', ofKind(isEnumType)),
    ...section('Scalars', ofKind(isScalarType)),
    '## Errors',
    'The code is in `errors[0].extensions.code`, next to the figures that explain it. Its meaning never changes.',
    '`request_id` beside it, which every answer has as the header `X-Request-Id`, is what to look for in the server’s log.',
    ['| Code | |', '| --- | --- |', ...codes].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
