import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { graphql } from './gql';
import { headers, url } from './suite';

// EC-23: urql, whose queries go by GET.
const requests: string[] = [];

const client = () => new Client({
  url,
  preferGetMethod: true,
  exchanges: [cacheExchange, fetchExchange],
  fetchOptions: { headers },
  fetch: (input, init) => {
    requests.push(init?.method ?? 'GET');
    return fetch(input, init);
  },
});

const Teams = graphql(`
  query Teams {
    teams {
      totalCount
      nodes {
        id
        code
      }
    }
  }
`);

const NewTeam = graphql(`
  mutation NewTeam($input: CreateTeamInput!) {
    createTeam(input: $input) {
      team {
        id
        code
      }
      userErrors {
        code
        message
      }
    }
  }
`);

test('urql: a query is answered from the cache until a mutation touches its types', async () => {
  const urql = client();
  // A list that may be empty has to be told what could be in it.
  const types = { additionalTypenames: ['Team'] };
  const before = await urql.query(Teams, {}, types).toPromise();
  assert.equal(before.error, undefined);
  await urql.query(Teams, {}, types).toPromise();
  assert.deepEqual(requests, ['GET']);
  const code = `T${Date.now()}`;
  const made = await urql.mutation(NewTeam, { input: { code, name: 'Team' } }).toPromise();
  assert.deepEqual(made.data?.createTeam?.userErrors, []);
  const after = await urql.query(Teams, {}, types).toPromise();
  assert.deepEqual(requests, ['GET', 'POST', 'GET']);
  assert.equal(after.data!.teams!.totalCount, before.data!.teams!.totalCount + 1);
  assert.ok(after.data!.teams!.nodes.some((team) => team.code === code));
});

test('urql: an error of the request has its code', async () => {
  const { error } = await client().query('query($n: Int!) { teams(first: $n) { nodes { id } } }', { n: 1000 }).toPromise();
  assert.equal(error!.graphQLErrors[0]!.extensions.code, 'COST_EXCEEDED');
});
