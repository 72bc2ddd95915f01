// Makes the reference: the schema with the example of each mutation in its description, as SpectaQL lays it out.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, printSchema } from 'graphql';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const schema = buildSchema(await readFile(join(root, 'docs/schema.graphql'), 'utf8'));
const mutations = schema.getMutationType().getFields();
const examples = (await readdir(join(root, 'docs/examples'), { recursive: true })).filter((name) => name.endsWith('.graphql'));
for (const name of examples) {
  const text = (await readFile(join(root, 'docs/examples', name), 'utf8')).replaceAll(/^# (?:as|after|put|post) \S+.*\n/gm, '');
  const [, about, example] = /^((?:# .*\n)*)([\s\S]*)$/.exec(text);
  const mutation = mutations[name.split('/').at(-1).replace('.graphql', '')];
  mutation.description += `\n\n**For example**: ${about.replaceAll(/^# /gm, '').trim().replaceAll('\n', ' ')}\n\n\`\`\`graphql\n${example.trim()}\n\`\`\``;
}

await mkdir(join(root, 'artifacts'), { recursive: true });
await writeFile(join(root, 'artifacts/reference.graphql'), printSchema(schema));
const spectaql = createRequire(import.meta.url).resolve('spectaql/bin/spectaql.js');
const { status } = spawnSync(process.execPath, [spectaql, 'config.yml'], { cwd: here, stdio: 'inherit' });
process.exitCode = status;
