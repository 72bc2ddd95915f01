// What changes for clients between two schemas: node diff.mjs OLD NEW. Fails when something breaks them.
//   node diff.mjs --usage ADDRESS NEW    OLD is that of a running installation, and only what was used there in the last 30 days
//                                        breaks someone. SUITE_KEY is a key with suite.schema.read, suite.usage.read and suite.account.read.
import { CriticalityLevel, DiffRule } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { breaks, changes, read } from './schema.mjs';
import { usage } from './usage.mjs';

const marks = { [CriticalityLevel.Breaking]: 'breaking', [CriticalityLevel.Dangerous]: 'dangerous', [CriticalityLevel.NonBreaking]: 'ok' };
const [first, second, third] = process.argv.slice(2);
let found;
let users = () => '';
if (first === '--usage') {
  const running = usage(second, process.env.SUITE_KEY);
  const before = buildSchema(await running.schema());
  const used = new Map();
  found = await changes(before, await read(third), [DiffRule.considerUsage], {
    checkUsage: async (breaking) => {
      for (const [change, by] of await running.of(breaking.map(({ meta }) => meta.change), before)) {
        used.set(`${change.type} ${change.path}`, by);
      }
      return breaking.map(({ meta: { change } }) => used.get(`${change.type} ${change.path}`).length === 0);
    },
  });
  users = (change) => breaks(change) ? ` (used by ${used.get(`${change.type} ${change.path}`).join(', ')})` : '';
} else {
  found = await changes(await read(first), await read(second));
}
for (const change of found) {
  console.log(`${marks[change.criticality.level].padEnd(9)}  ${change.message}${users(change)}`);
}
process.exitCode = found.some(breaks) ? 1 : 0;
