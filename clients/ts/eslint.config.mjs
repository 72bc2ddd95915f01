import graphql from '@graphql-eslint/eslint-plugin';

const rule = (name, ...options) => ({ [`@graphql-eslint/${name}`]: options.length === 0 ? 'off' : ['error', ...options] });

// EC-20: the schema reads as of one hand: all rules that GraphQL ESLint has for schemas and for Relay, but for those given here.
export default [
  {
    files: ['**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: '../../docs/schema.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-all'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // How the schema is printed.
      ...rule('description-style', { style: 'inline' }),
      ...rule('alphabetize'),
      // Nodes have ids; pages, edges, groups and values do not.
      ...rule('strict-id-in-types'),
      // Connections have nodes beside their edges.
      ...rule('relay-edge-types', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }),
      // An application type (事项) is a word of the domain; Promise.promisedAt is no repetition.
      ...rule('naming-convention', {
        types: 'PascalCase',
        FieldDefinition: 'camelCase',
        InputValueDefinition: 'camelCase',
        Argument: 'camelCase',
        DirectiveDefinition: 'camelCase',
        EnumValueDefinition: 'UPPER_CASE',
        'FieldDefinition[parent.name.value=Query]': { forbiddenPrefixes: ['query', 'get'], forbiddenSuffixes: ['Query'] },
        'FieldDefinition[parent.name.value=Mutation]': { forbiddenPrefixes: ['mutation'], forbiddenSuffixes: ['Mutation'] },
      }),
      ...rule('no-typename-prefix'),
      // There are mutations, and what they answer is what they changed.
      ...rule('no-root-type'),
      ...rule('require-field-of-type-query-in-mutation-result'),
    },
  },
];
