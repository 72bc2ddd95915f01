module.exports = {
  src: './src/relay',
  schema: '../../docs/schema.graphql',
  language: 'typescript',
  eagerEsModules: true,
  customScalarTypes: require('../../docs/scalars.json'),
};
