import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { print } from 'graphql';
import { headers, origin, url } from './suite';

// EC-11: documents are published by the build of an app, and clients send their ids.
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const publish = async (list: unknown, more: Record<string, string> = headers) => {
  const answer = await fetch(`${origin}/documents?app=desk&version=1.0.0`, { method: 'POST', headers: { 'content-type': 'application/json', ...more }, body: JSON.stringify(list) });
  return { status: answer.status, body: await answer.json() as { published?: number; added?: number; code?: string; detail?: string } };
};

const ask = async (body: object) => (await (await fetch(url, {
  method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body),
})).json()) as { data?: Record<string, never>; errors?: { extensions: { code: string } }[] };

test('documents: the list of the client preset is published, and its ids are answered by POST and GET', async () => {
  const list = JSON.parse(await readFile('src/gql/persisted-documents.json', 'utf8')) as Record<string, string>;
  const first = await publish(list);
  assert.deepEqual([first.status, first.body.published], [200, Object.keys(list).length]);
  assert.equal((await publish(list)).body.added, 0);
  const [documentId] = Object.entries(list).find(([, text]) => text.startsWith('query Teams'))!;
  assert.equal((await ask({ documentId })).errors, undefined);
  const got = await fetch(`${url}?documentId=${encodeURIComponent(documentId)}`, { headers });
  assert.ok('teams' in ((await got.json()) as { data: object }).data);
  const [pages] = Object.entries(list).find(([, text]) => text.startsWith('query Applications'))!;
  assert.equal((await ask({ documentId: pages, variables: { first: 1 } })).errors, undefined);
});

test('documents: Apollo Client sends the ids of its manifest', async () => {
  const query = gql`query Posts { posts(first: 1) { nodes { id code __typename } __typename } }`;
  const body = print(query);
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: sha256(body), name: 'Posts', type: 'query', body }] };
  assert.equal((await publish(manifest)).status, 200);
  const bodies: string[] = [];
  const apollo = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([
      new PersistedQueryLink({ generateHash: (document) => sha256(print(document)) }),
      new HttpLink({ uri: url, headers, fetch: (input, init) => { bodies.push(String(init!.body)); return fetch(input, init); } }),
    ]),
  });
  assert.ok((await apollo.query({ query })).data);
  assert.deepEqual(bodies.map((sent) => 'query' in JSON.parse(sent)), [false]);
});

test('documents: an id that was not published is not found', async () => {
  for (const documentId of [`sha256:${'0'.repeat(64)}`, 'Teams']) {
    assert.deepEqual((await ask({ documentId })).errors!.map((error) => error.extensions.code), ['DOCUMENT_NOT_FOUND']);
  }
  assert.equal((await ask({ documentId: `sha256:${'0'.repeat(64)}`, query: '{ __typename }' })).errors![0]!.extensions.code, 'INVALID');
});

test('documents: a list with one wrong document is refused whole', async () => {
  const good = '{ __typename }';
  const fresh = `query Fresh${Date.now()} { __typename }`;
  for (const [list, told] of [
    [{ [`sha256:${sha256(good)}`]: `${good} ` }, /SHA-256/],
    [{ [sha256(fresh)]: fresh, [sha256('{ nonsense }')]: '{ nonsense }' }, /nonsense/],
    [{ format: 'apollo-persisted-query-manifest', version: 2, operations: [] }, /version 1/],
    [{}, /1 to/],
  ] as const) {
    const { status, body } = await publish(list);
    assert.equal(status, 400);
    assert.match(body.detail!, told);
  }
  assert.equal((await ask({ documentId: `sha256:${sha256(fresh)}` })).errors![0]!.extensions.code, 'DOCUMENT_NOT_FOUND');
  assert.equal((await publish({ [sha256(good)]: good }, {})).status, 401);
});
