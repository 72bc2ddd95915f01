import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { buildSchema, Kind, parse, validate } from 'graphql';

// EC-27: what the documentation shows is GraphQL that the schema takes.
const root = '../..';

const files = async () => {
  const names = async (folder: string) => (await readdir(`${root}/${folder}`)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
  return [...await names('.'), ...await names('docs')];
};

test('documentation: every query in it is valid', async () => {
  const schema = buildSchema(await readFile(`${root}/docs/schema.graphql`, 'utf8'));
  const faults: string[] = [];
  let shown = 0;
  for (const file of await files()) {
    for (const [, text] of (await readFile(`${root}/${file}`, 'utf8')).matchAll(/```graphql\n([\s\S]*?)```/g)) {
      const document = parse(text!);
      // A block may show several requests, one after the other.
      for (const operation of document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)) {
        shown++;
        const alone = { ...document, definitions: document.definitions.filter((definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION) };
        faults.push(...validate(schema, alone).map(({ message }) => `${file}: ${message}\n${text}`));
      }
    }
  }

  assert.deepEqual(faults, []);
  assert.ok(shown > 20, `${shown} were found`);
});
