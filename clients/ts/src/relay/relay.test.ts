import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Environment, Network, RecordSource, Store, commitMutation, createOperationDescriptor, fetchQuery, getPaginationMetadata, getPaginationVariables, getSelector, graphql,
  type FetchFunction, type SingularReaderSelector,
} from 'relay-runtime';
import { headers, url } from '../suite';
import type { relayTestDeskQuery } from './__generated__/relayTestDeskQuery.graphql';
import type { relayTestDesk_department$data } from './__generated__/relayTestDesk_department.graphql';
import deskFragment from './__generated__/relayTestDesk_department.graphql';
import type { relayTestRoleQuery } from './__generated__/relayTestRoleQuery.graphql';
import type { relayTestNewRoleMutation } from './__generated__/relayTestNewRoleMutation.graphql';
import type { relayTestGrantMutation } from './__generated__/relayTestGrantMutation.graphql';

// EC-23: what relay-compiler makes of the schema works in Relay's network, store and pagination, against the host.
const sent: string[] = [];

const send: FetchFunction = async (request, variables) => {
  sent.push(request.name);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: request.text, variables }),
  });
  return await answer.json();
};

const environment = () => new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });

const desk = graphql`
  query relayTestDeskQuery {
    departments(first: 1, where: { code: { eq: "INTAKE" } }) {
      nodes {
        id
        ...relayTestDesk_department
      }
    }
  }
`;

graphql`
  fragment relayTestDesk_department on Department
  @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" })
  @refetchable(queryName: "relayTestDeskPaginationQuery") {
    name
    applications(first: $count, after: $cursor, orderBy: [{ field: RECEIVED_AT }]) @connection(key: "Desk_applications") {
      edges {
        node {
          id
          number
          applicant {
            name
          }
        }
      }
    }
  }
`;

test('Relay: a @refetchable connection is paged through node(id) into one list of the store', async () => {
  const relay = environment();
  const first = await fetchQuery<relayTestDeskQuery>(relay, desk, {}).toPromise();
  const department = first!.departments!.nodes[0]!;
  const selector = getSelector(deskFragment, department) as SingularReaderSelector;
  const read = () => relay.lookup(selector).data as unknown as relayTestDesk_department$data;
  const meta = getPaginationMetadata(deskFragment, 'desk');
  const page = (count: number) => {
    const info = (read().applications as unknown as { pageInfo: { hasNextPage: boolean; endCursor: string } }).pageInfo;
    assert.equal(info.hasNextPage, true);
    const variables = getPaginationVariables('forward', count, info.endCursor, { ...selector.owner.variables, ...selector.variables }, {}, meta.paginationMetadata);
    return relay.execute({ operation: createOperationDescriptor(meta.paginationRequest, { ...variables, id: department.id }) }).toPromise();
  };

  assert.equal(read().applications!.edges.length, 5);
  await page(5);
  assert.equal(read().applications!.edges.length, 10);
  await page(5);
  const ids = read().applications!.edges.map((edge) => edge.node.id);
  assert.equal(ids.length, 12);
  assert.equal(new Set(ids).size, 12);
  assert.ok(read().applications!.edges.every((edge) => edge.node.applicant!.name.startsWith('Customer ')));
  assert.deepEqual(sent, ['relayTestDeskQuery', 'relayTestDeskPaginationQuery', 'relayTestDeskPaginationQuery']);
});

const newRole = graphql`
  mutation relayTestNewRoleMutation($input: CreateRoleInput!) {
    createRole(input: $input) {
      role {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const grant = graphql`
  mutation relayTestGrantMutation($input: GrantPermissionInput!) {
    grantPermission(input: $input) {
      role {
        id
        version
        grants {
          nodes {
            permission
            scope
          }
        }
      }
    }
  }
`;

const role = graphql`
  query relayTestRoleQuery($id: ID!) {
    node(id: $id) {
      __typename
      ... on Role {
        name
        grants {
          nodes {
            permission
            scope
          }
        }
      }
    }
  }
`;

test('Relay: a mutation changes what the store tells of the node', async () => {
  const relay = environment();
  const made = await new Promise<relayTestNewRoleMutation['response']>((onCompleted, onError) =>
    commitMutation<relayTestNewRoleMutation>(relay, { mutation: newRole, variables: { input: { name: `Relay ${Date.now()}` } }, onCompleted, onError }));
  const id = made.createRole!.role!.id;
  const seen: unknown[] = [];
  const operation = createOperationDescriptor((await import('./__generated__/relayTestRoleQuery.graphql')).default, { id });
  await fetchQuery<relayTestRoleQuery>(relay, role, { id }).toPromise();
  const snapshot = relay.lookup(operation.fragment);
  const watch = relay.subscribe(snapshot, (next) => seen.push((next.data as relayTestRoleQuery['response']).node));
  await new Promise((onCompleted, onError) =>
    commitMutation<relayTestGrantMutation>(relay, { mutation: grant, variables: { input: { roleId: id, permission: 'suite.audit.read', scope: 'ALL' } }, onCompleted, onError }));
  watch.dispose();
  assert.deepEqual((seen.at(-1) as { grants: unknown }).grants, { nodes: [{ permission: 'suite.audit.read', scope: 'ALL' }] });
});
