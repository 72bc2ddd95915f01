import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { headers, origin, url } from './suite';

// EC-01: how answers travel. node:http leaves them as they come.
const send = (address: string, more: Record<string, string>, body?: object) =>
  new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }>((resolve, reject) => {
    const asked = request(address, { method: body ? 'POST' : 'GET', headers: { ...headers, ...(body && { 'content-type': 'application/json' }), ...more } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });

const long = { query: '{ applications(first: 12) { nodes { id number status receivedAt applicant { id name } responsible { id name } department { id name } } } }' };

test('compression: a long answer is compressed as asked, and not when not asked', async () => {
  const plain = await send(url, {}, long);
  assert.equal(plain.headers['content-encoding'], undefined);
  for (const [encoding, open] of [['br', brotliDecompressSync], ['gzip', gunzipSync]] as const) {
    const packed = await send(url, { 'accept-encoding': encoding }, long);
    assert.equal(packed.headers['content-encoding'], encoding);
    assert.deepEqual(open(packed.body), plain.body);
    assert.ok(packed.body.length < plain.body.length / 2, `${packed.body.length} of ${plain.body.length} bytes`);
  }
});

test('compression: a short answer is not', async () => {
  assert.equal((await send(url, { 'accept-encoding': 'br, gzip' }, { query: '{ __typename }' })).headers['content-encoding'], undefined);
});

test('caching: an answer to GET is kept by the client alone and asked for again only when it changed', async () => {
  const address = `${url}?query=${encodeURIComponent('{ departments(first: 3) { nodes { code } } }')}`;
  const first = await send(address, {});
  assert.equal(first.headers['cache-control'], 'private, no-cache');
  assert.match(String(first.headers.vary), /Authorization/);
  const again = await send(address, { 'if-none-match': String(first.headers.etag) });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
  const other = await send(address.replace('first%3A%203', 'first%3A%202'), { 'if-none-match': String(first.headers.etag) });
  assert.equal(other.status, 200);
});

test('caching: answers to POST are not kept', async () => {
  const { headers: told } = await send(url, {}, long);
  assert.deepEqual([told['cache-control'], told.etag], ['no-store', undefined]);
});

for (const name of ['schema.graphql', 'scalars.json', 'possible-types.json']) {
  test(`caching: ${name} is sent again only when it changed`, async () => {
    const first = await send(`${origin}/graphql/${name}`, {});
    assert.equal(first.headers['cache-control'], 'private, no-cache');
    assert.equal((await send(`${origin}/graphql/${name}`, { 'if-none-match': String(first.headers.etag) })).status, 304);
  });
}
