import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

// EC-19: tools/breaking tells what would break clients.
const schema = '../../docs/schema.graphql';

const compare = async (changed: (text: string) => string) => {
  const folder = await mkdtemp(join(tmpdir(), 'schema-'));
  const after = join(folder, 'schema.graphql');
  const text = await readFile(schema, 'utf8');
  await writeFile(after, changed(text));
  const { status, stdout } = spawnSync(process.execPath, ['diff.mjs', schema, after], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  return { status, stdout };
};

test('schema changes: a field less breaks clients, and is named', async () => {
  const { status, stdout } = await compare((text) => text.replace(/(type Team implements Node \{[^}]*?)  "[^"]*"\n  code: String!\n/, '$1'));
  assert.equal(status, 1);
  assert.match(stdout, /^breaking +Field 'code' was removed from object type 'Team'$/m);
});

test('schema changes: a field more breaks nobody', async () => {
  const { status, stdout } = await compare((text) => text.replace('type Team implements Node {', 'type Team implements Node {\n  "The colour."\n  colour: String'));
  assert.equal(status, 0);
  assert.match(stdout, /^ok +Field 'colour' was added to object type 'Team'$/m);
});
