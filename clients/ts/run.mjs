// Runs the tests in build/ against a host of their own: built before (tools/test does), on a free port, with a temporary data
// folder and the demo company in it. Arguments are handed on to node --test.
//   SUITE_URL=... SUITE_PASSWORD=... node run.mjs     against a running host with the demo company, signed in as admin
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const programs = fileURLToPath(new URL('../../artifacts/bin/', import.meta.url));
const user = 'admin';

const free = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const ended = (child) => new Promise((resolve) => child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode));

async function start(password) {
  const url = `http://127.0.0.1:${await free()}`;
  const data = await mkdtemp(join(tmpdir(), 'suite-'));
  const host = spawn('dotnet', [join(programs, 'BusinessSuite.Host/release/BusinessSuite.Host.dll'), `--urls=${url}`, `--Data=${data}`, `--Accounts:FirstPassword=${password}`, '--Graph:People:Restore=100000', '--Usage:Every=00:00:01']);
  let said = '';
  host.stdout.on('data', (text) => said += text);
  host.stderr.on('data', (text) => said += text);
  const stop = async () => {
    host.kill('SIGTERM');
    await ended(host);
    await rm(data, { recursive: true, force: true });
  };
  while (!(await fetch(`${url}/health/ready`).catch(() => undefined))?.ok) {
    if (host.exitCode !== null) {
      await stop();
      throw new Error(`The host did not start.\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, stop };
}

async function signIn(url, password) {
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ userName: user, password }) });
  if (!answer.ok) {
    throw new Error(`Signing in failed: ${await answer.text()}`);
  }
  return (await answer.json()).accessToken;
}

const password = process.env.SUITE_PASSWORD ?? 'correct horse battery staple';
const { url, stop } = process.env.SUITE_URL ? { url: process.env.SUITE_URL, stop: async () => {} } : await start(password);
try {
  const token = await signIn(url, password);
  const demo = spawn('dotnet', [join(programs, 'replay/release/BusinessSuite.Tools.Replay.dll'), 'demo', '--url', url, '--key', token], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (await ended(demo) !== 0) {
    throw new Error('The demo company could not be brought in.');
  }
  // One file after the other: they share the demo company.
  const tests = spawn(process.execPath, ['--test', '--test-concurrency=1', ...process.argv.slice(2), 'build/'], {
    stdio: 'inherit',
    env: { ...process.env, SUITE_URL: url, SUITE_TOKEN: token, SUITE_USER: user, SUITE_PASSWORD: password },
  });
  process.exitCode = await ended(tests);
} finally {
  await stop();
}
