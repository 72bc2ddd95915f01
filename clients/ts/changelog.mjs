// Keeps docs/schema.changes.json: each change of the schema, with its day.
//   node changelog.mjs [--folder DIR]              adds what has changed since the last release and is not there yet
//   node changelog.mjs --check [--folder DIR]      fails when something is missing, or breaks clients without a reason
//   node changelog.mjs --release VERSION [...]     the present schema is that of a release: what comes now comes after it
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { breaks, changes, read } from './schema.mjs';

const { values: { folder, check, release } } = parseArgs({
  options: { folder: { type: 'string', default: fileURLToPath(new URL('../../docs', import.meta.url)) }, check: { type: 'boolean' }, release: { type: 'string' } },
});
const today = new Date().toISOString().slice(0, 10);
const [released, current, file] = ['schema.released.graphql', 'schema.graphql', 'schema.changes.json'].map((name) => join(folder, name));
const log = JSON.parse(await readFile(file, 'utf8'));
const [before, after] = await Promise.all([read(released), read(current)]);

const kind = (type) => type.includes('DEPRECATION') && type.endsWith('_ADDED') ? 'DEPRECATED'
  : type.endsWith('_ADDED') ? 'ADDED' : type.endsWith('_REMOVED') && !type.includes('DEPRECATION') ? 'REMOVED' : 'CHANGED';

// A change of a directive is one of the member that bears it.
const member = (path) => path.replace(/\.@\w+$/, '');
const deprecation = (path) => {
  const [name, field] = path.split('.');
  const type = after.getType(name);
  return (type.getFields?.()[field] ?? type.getValue?.(field)).deprecationReason;
};

const entry = (change) => ({
  date: today,
  kind: kind(change.type),
  path: member(change.path),
  message: kind(change.type) === 'DEPRECATED' ? `'${member(change.path)}' is deprecated: ${deprecation(member(change.path))}` : change.message,
  ...breaks(change) && { breaking: true },
});
const key = ({ kind, path, message }) => `${path} ${kind} ${message}`;
const known = new Map(log.unreleased.map((each) => [key(each), each]));
const found = (await changes(before, after)).map(entry);
const now = found.map((each) => known.get(key(each)) ?? each).sort((a, b) => b.date.localeCompare(a.date) || key(a).localeCompare(key(b), 'en'));

const faults = [
  ...now.filter(({ breaking, reason }) => breaking && !reason).map(({ message }) => `${message}: this breaks clients. Let it stay, deprecated, or give its entry in docs/schema.changes.json a "reason".`),
  ...now.filter(({ kind }) => kind === 'DEPRECATED').flatMap(({ date, message }) => {
    const removal = /Removal after (\d{4}-\d{2}-\d{2})/.exec(message)?.[1];
    const earliest = new Date(date);
    earliest.setUTCMonth(earliest.getUTCMonth() + 6);
    return removal && new Date(removal) >= earliest ? [] : [`${message} Clients need six months from ${date} on.`];
  }),
];
if (check) {
  const had = new Set(known.keys());
  faults.push(
    ...found.filter((each) => !had.delete(key(each))).map(({ message }) => `${message}: docs/schema.changes.json does not tell it. Run tools/changelog.`),
    ...[...had].map((each) => `docs/schema.changes.json tells what is not so: ${each}. Run tools/changelog.`),
  );
} else if (release && faults.length === 0) {
  await copyFile(current, released);
  await writeFile(file, JSON.stringify({ unreleased: [], releases: [{ version: release, date: today, changes: now }, ...log.releases] }, undefined, 2) + '\n');
} else {
  await writeFile(file, JSON.stringify({ unreleased: now, releases: log.releases }, undefined, 2) + '\n');
}
for (const fault of faults) {
  console.error(fault);
}
process.exitCode = faults.length > 0 ? 1 : 0;
