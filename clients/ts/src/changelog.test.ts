import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { headers, origin, url } from './suite';

// EC-18, EC-19: changes are told by day, those that break clients with a reason.
type Log = { unreleased: { date: string; kind: string; path: string; message: string; breaking?: boolean; reason?: string }[]; releases: { version: string; changes: unknown[] }[] };

const code = /(type Team implements Node \{[^}]*?)  "[^"]*"\n  code: String!\n/;

const world = async (changed: (schema: string) => string) => {
  const folder = await mkdtemp(join(tmpdir(), 'changelog-'));
  const [released, current, log] = ['schema.released.graphql', 'schema.graphql', 'schema.changes.json'].map((name) => join(folder, name)) as [string, string, string];
  const schema = await readFile('../../docs/schema.graphql', 'utf8');
  await Promise.all([writeFile(released, schema), writeFile(current, changed(schema)), writeFile(log, '{"unreleased": [], "releases": []}')]);
  return {
    run: (...flags: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, ['changelog.mjs', '--folder', folder, ...flags], { encoding: 'utf8' });
      return { status, stderr };
    },
    log: async () => JSON.parse(await readFile(log, 'utf8')) as Log,
    write: (text: Log) => writeFile(log, JSON.stringify(text)),
    end: () => rm(folder, { recursive: true }),
  };
};

test('changelog: that of this repository is complete, and what breaks clients has its reason', () => {
  const { status, stderr } = spawnSync(process.execPath, ['changelog.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('changelog: what breaks clients fails until it has a reason, which stays', async () => {
  const { run, log, write, end } = await world((schema) => schema.replace(code, '$1'));
  assert.match(run('--check').stderr, /does not tell it/);
  assert.equal(run().status, 1);
  const told = await log();
  assert.deepEqual(told.unreleased.map(({ kind, path, breaking }) => [kind, path, breaking]), [['REMOVED', 'Team.code', true]]);
  assert.match(run('--check').stderr, /^Field 'code' was removed from object type 'Team': this breaks clients\./);
  await write({ ...told, unreleased: [{ ...told.unreleased[0]!, date: '2026-01-02', reason: 'Teams have names.' }] });
  assert.equal(run().status, 0);
  assert.deepEqual((await log()).unreleased.map(({ date, reason }) => [date, reason]), [['2026-01-02', 'Teams have names.']]);
  assert.deepEqual(run('--check'), { status: 0, stderr: '' });
  assert.equal(run('--release', '9.0.0').status, 0);
  const { unreleased, releases } = await log();
  assert.deepEqual([unreleased, releases[0]!.version, releases[0]!.changes.length], [[], '9.0.0', 1]);
  assert.deepEqual(run('--check'), { status: 0, stderr: '' });
  await end();
});

test('changelog: what is deprecated stays for six months', async () => {
  for (const [day, status] of [['2026-12-01', 1], ['2099-01-01', 0]] as const) {
    const { run, log, end } = await world((schema) => schema.replace(code, `$1  "The code."\n  code: String! @deprecated(reason: "Use name. Removal after ${day}.")\n`));
    assert.equal(run().status, status, day);
    assert.deepEqual((await log()).unreleased.map(({ kind, message }) => [kind, message]), [['DEPRECATED', `'Team.code' is deprecated: Use name. Removal after ${day}.`]]);
    await end();
  }
});

const ask = async (query: string, app: string) => (await (await fetch(url, {
  method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'graphql-client-name': app }, body: JSON.stringify({ query }),
})).json()) as { data: { schemaUsages: { totalCount: number } } };

test('schema changes: where nobody uses what goes, nobody is broken; who does is named', async () => {
  const app = `till-${Date.now()}`;
  await ask('{ teams { nodes { code } } }', app);
  for (let waited = 0; (await ask(`{ schemaUsages(where: { app: { eq: "${app}" }, coordinate: { eq: "Team.code" } }) { totalCount } }`, 'tests')).data.schemaUsages.totalCount === 0; waited++) {
    assert.ok(waited < 300, 'the use of the schema is written down');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  const folder = await mkdtemp(join(tmpdir(), 'usage-'));
  const planned = join(folder, 'schema.graphql');
  const compare = async (changed: (schema: string) => string) => {
    const text = await (await fetch(`${origin}/graphql/schema.graphql`, { headers })).text();
    await writeFile(planned, changed(text));
    return spawnSync(process.execPath, ['diff.mjs', '--usage', origin, planned], { encoding: 'utf8', env: { ...process.env, SUITE_KEY: headers.authorization.replace('Bearer ', '') } });
  };
  const used = await compare((schema) => schema.replace(code, '$1'));
  assert.equal(used.stderr, '');
  assert.equal(used.status, 1);
  assert.match(used.stdout, new RegExp(`^breaking +Field 'code' was removed from object type 'Team' \\(used by .*${app} on \\d{4}-\\d{2}-\\d{2}`, 'm'));
  const unused = await compare((schema) => schema.replace(/(type ReviewFault implements Node \{[^}]*?)  "[^"]*"\n  fault: String!\n/, '$1'));
  assert.equal(unused.status, 0, unused.stdout + unused.stderr);
  assert.match(unused.stdout, /Field 'fault' was removed from object type 'ReviewFault'/);
  await rm(folder, { recursive: true });
});
