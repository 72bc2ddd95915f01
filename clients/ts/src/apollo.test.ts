import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApolloClient, HttpLink, InMemoryCache, type PossibleTypesMap } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { graphql } from './gql';
import { headers, origin, url } from './suite';

// EC-23: Apollo Client with documents typed by the client preset.
const possibleTypes = async () => (await (await fetch(`${origin}/graphql/possible-types.json`, { headers })).json()) as PossibleTypesMap;

const client = async () => new ApolloClient({
  link: new HttpLink({ uri: url, headers }),
  cache: new InMemoryCache({ possibleTypes: await possibleTypes(), typePolicies: { Query: { fields: { applications: relayStylePagination(['where', 'orderBy']) } } } }),
});

const Applications = graphql(`
  query Applications($first: Int!, $after: String) {
    applications(first: $first, after: $after, orderBy: [{ field: RECEIVED_AT }]) {
      edges {
        cursor
        node {
          id
          number
          status
          receivedAt
          responsible {
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

test('Apollo: pages of a connection become one list in the cache', async () => {
  const apollo = await client();
  const query = apollo.watchQuery({ query: Applications, variables: { first: 5 } });
  const watch = query.subscribe(() => {});
  await firstValueFrom(query.pipe(filter((result) => !result.loading)));
  const list = () => apollo.readQuery({ query: Applications, variables: { first: 5 } })!.applications!;
  assert.equal(list().edges.length, 5);
  while (list().pageInfo.hasNextPage) {
    await query.fetchMore({ variables: { after: list().pageInfo.endCursor } });
  }
  watch.unsubscribe();

  const { edges } = list();
  assert.equal(new Set(edges.map((edge) => edge.node.id)).size, 12);
  assert.ok(edges.every((edge) => edge.node.responsible!.name === 'Wang Tao 王涛' && !Number.isNaN(Date.parse(edge.node.receivedAt))));
});

const NewAccount = graphql(`
  mutation NewAccount($input: CreateServiceAccountInput!) {
    createServiceAccount(input: $input) {
      account {
        id
        disabled
      }
      userErrors {
        __typename
        code
        field
        message
      }
    }
  }
`);

const DisableAccount = graphql(`
  mutation DisableAccount($input: DisableAccountInput!) {
    disableAccount(input: $input) {
      account {
        id
        disabled
      }
    }
  }
`);

const AnyNode = graphql(`
  query AnyNode($id: ID!) {
    node(id: $id) {
      ...Identified
      ... on Account {
        disabled
        displayName
      }
    }
  }
`);

graphql(`
  fragment Identified on Node {
    id
  }
`);

test('Apollo: a mutation changes the object in the cache, and whoever watches it', async () => {
  const apollo = await client();
  const name = `apollo-${Date.now()}`;
  const made = (await apollo.mutate({ mutation: NewAccount, variables: { input: { userName: name, displayName: 'Apollo' } } })).data!.createServiceAccount!;
  const id = made.account!.id;
  const seen: unknown[] = [];
  const watched = apollo.watchQuery({ query: AnyNode, variables: { id } });
  const watch = watched.subscribe(({ data }) => seen.push(data));
  await firstValueFrom(watched.pipe(filter((result) => !result.loading)));
  await apollo.mutate({ mutation: DisableAccount, variables: { input: { accountId: id } } });
  watch.unsubscribe();
  assert.deepEqual(seen.at(-1), { node: { __typename: 'Account', id, disabled: true, displayName: 'Apollo' } });
});

test('Apollo: a broken rule is data, with a code to branch on', async () => {
  const apollo = await client();
  const { createServiceAccount } = (await apollo.mutate({ mutation: NewAccount, variables: { input: { userName: 'admin', displayName: 'Again' } } })).data!;
  assert.equal(createServiceAccount!.account, null);
  assert.deepEqual(createServiceAccount!.userErrors.map((error) => error.code), ['ACCOUNT_NAME_TAKEN']);
});
