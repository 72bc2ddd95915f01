import type { CodegenConfig } from '@graphql-codegen/cli';
import scalars from '../../docs/scalars.json' with { type: 'json' };

const config: CodegenConfig = {
  schema: '../../docs/schema.graphql',
  documents: ['src/**/*.ts', '!src/relay/**'],
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' }, fragmentMasking: false },
      config: { scalars, strictScalars: true, enumsAsTypes: true, useTypeImports: true },
    },
  },
};

export default config;
