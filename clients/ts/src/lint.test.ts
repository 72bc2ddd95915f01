import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ESLint } from 'eslint';

// EC-20: the schema reads as of one hand.
const lint = async (schema: string) => {
  const [result] = await new ESLint({ overrideConfigFile: 'eslint.config.mjs' }).lintText(schema, { filePath: 'schema.graphql' });
  return result!.messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`);
};

test('schema style: every rule holds', async () => {
  assert.deepEqual(await lint(await readFile('../../docs/schema.graphql', 'utf8')), []);
});

test('schema style: a type that breaks the rules is found', async () => {
  const found = await lint('type Query { get_thing: thing }\ntype thing { Name: String }\n');
  for (const rule of ['naming-convention', 'require-description']) {
    assert.ok(found.some((message) => message.includes(`@graphql-eslint/${rule}`)), `${rule}: ${found.join('\n')}`);
  }
});
