// What changes for clients between two schemas: node diff.mjs OLD NEW. Fails when something breaks them.
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { readFile } from 'node:fs/promises';

const [before, after] = await Promise.all(process.argv.slice(2, 4).map(async (file) => buildSchema(await readFile(file, 'utf8'))));
const marks = { [CriticalityLevel.Breaking]: 'breaking', [CriticalityLevel.Dangerous]: 'dangerous', [CriticalityLevel.NonBreaking]: 'ok' };
const changes = await diff(before, after);
for (const { criticality, message } of changes) {
  console.log(`${marks[criticality.level].padEnd(9)}  ${message}`);
}
process.exitCode = changes.some(({ criticality }) => criticality.level === CriticalityLevel.Breaking) ? 1 : 0;
