import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { account, origin, url } from './suite';

// EC-26: GraphiQL as a browser shows it. EXPLORER_SCREENSHOT=file.png keeps a picture.
let profile: string;
let browser: BrowserContext;

before(async () => {
  profile = await mkdtemp(join(tmpdir(), 'browser-'));
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1400, height: 850 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  await rm(profile, { recursive: true, force: true });
});

const open = async (): Promise<{ page: Page; asked: string[]; complaints: string[] }> => {
  const page = await browser.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.setDefaultTimeout(90_000);
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, asked, complaints };
};

const signIn = async (page: Page, password: string) => {
  await page.fill('input[name=userName]', account.userName);
  await page.fill('input[name=password]', password);
  await page.click('.sign-in button');
};

test('explorer: whoever signs in asks and sees the answer, and no address but the host is asked', async () => {
  const { page, asked, complaints } = await open();
  await signIn(page, account.password);
  await page.waitForSelector('.graphiql-container .graphiql-execute-button');
  await page.click('.graphiql-execute-button');
  const answer = page.locator('.graphiql-response');
  await answer.getByText('"totalCount"').waitFor();
  const shown = await answer.innerText();
  assert.match(shown.replace(/\s+/g, ' '), /"totalCount": 12/);
  assert.match(shown, /RECEIVED|ACCEPTED|NOTIFIED|SUBMITTED/);
  // The editor knows the schema: the documentation opens and tells of the query's types.
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
  await page.getByText('Everything that can be read.').waitFor();
  if (process.env.EXPLORER_SCREENSHOT) {
    await page.screenshot({ path: process.env.EXPLORER_SCREENSHOT });
  }
  assert.deepEqual(asked.filter((address) => !address.startsWith(`${origin}/`) && !address.startsWith('data:') && !address.startsWith('blob:')), []);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('explorer: a wrong password is told, and nothing of the schema is asked for', async () => {
  const { page, asked } = await open();
  await signIn(page, 'not the password');
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /password is wrong/);
  assert.equal(await page.locator('.graphiql-container').count(), 0);
  assert.deepEqual(asked.filter((address) => address === url), [url]);
  await page.close();
});

test('explorer: the page starts no script but its own', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => fetch(url, { headers: { accept: 'text/html,application/xhtml+xml;q=0.9' } })));
  assert.match(one!.headers.get('content-type')!, /^text\/html/);
  const nonces = [one!, two!].map((answer) => /script-src 'nonce-([^']{20,})';/.exec(answer.headers.get('content-security-policy')!)![1]!);
  assert.notEqual(nonces[0], nonces[1]);
  assert.match(await one!.text(), new RegExp(`nonce="${nonces[0]!.replace(/[+/]/g, '\\$&')}"`));
  assert.match(one!.headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/);
});

test('explorer: what the host carries is what its source makes', () => {
  const { status, stderr } = spawnSync(process.execPath, ['../explorer/build.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});
