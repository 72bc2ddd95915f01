import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { headers, url } from './suite';

// EC-12, EC-13, EC-14, IN-13: the progress of an application, followed by the clients that front-end teams use.
const follow = 'subscription($id: ID!, $after: String) { applicationProgressed(applicationId: $id, after: $after) { cursor progressEntry { stage } } }';

interface Told { applicationProgressed: { cursor: string; progressEntry: { stage: string } } }
interface Result { data?: Told | null; errors?: unknown }

async function send<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const answer = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json() as { data: T; errors?: unknown };
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

/** An application that came in just now, and the place in the log of events before it did. */
async function received(): Promise<{ id: string; after: string }> {
  const { events, applications } = await send<{ events: { endCursor: string }; applications: { nodes: { type: { id: string }; applicant: { id: string }; department: { id: string } }[] } }>(
    '{ events { endCursor } applications(first: 1, where: { applicantId: { isNull: false } }) { nodes { type { id } applicant { id } department { id } } } }');
  const like = applications.nodes[0]!;
  const { receiveApplication } = await send<{ receiveApplication: { application: { id: string } | null; userErrors: { message: string }[] } }>(
    'mutation($input: ReceiveApplicationInput!) { receiveApplication(input: $input) { application { id } userErrors { message } } }',
    { input: { applicationTypeId: like.type.id, applicantId: like.applicant.id, departmentId: like.department.id, channel: 'INTERNET', answers: [{ key: 'area', value: '60' }] } });
  assert.deepEqual(receiveApplication.userErrors, []);
  return { id: receiveApplication.application!.id, after: events.endCursor };
}

const cancel = (id: string) => send('mutation($input: CancelApplicationInput!) { cancelApplication(input: $input) { userErrors { code } } }', { input: { applicationId: id, reason: 'Moved away' } });

async function next(results: AsyncIterator<Result>): Promise<Told['applicationProgressed']> {
  const { value } = await results.next();
  assert.equal(value.errors, undefined, JSON.stringify(value.errors));
  return value.data.applicationProgressed;
}

const clients = {
  'graphql-ws': () => createSocketClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, connectionParams: { authorization: headers.authorization } }),
  'graphql-sse': () => createSseClient({ url, headers }),
};

for (const [name, create] of Object.entries(clients)) {
  test(`${name}: progress is told, and nothing is lost between two connections`, async () => {
    const { id, after } = await received();
    const first = create();
    const told = first.iterate({ query: follow, variables: { id, after } }) as AsyncIterableIterator<Result>;
    const step = await next(told);
    assert.equal(step.progressEntry.stage, 'RECEIVED');
    await told.return?.();
    first.dispose();

    await cancel(id);
    const second = create();
    const again = second.iterate({ query: follow, variables: { id, after: step.cursor } }) as AsyncIterableIterator<Result>;
    assert.equal((await next(again)).progressEntry.stage, 'CANCELLED');
    await again.return?.();
    second.dispose();
  });

  test(`${name}: a query is answered once`, async () => {
    const client = create();
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: '{ __typename }' })) {
      results.push(result);
    }
    assert.deepEqual(results, [{ data: { __typename: 'Query' } }]);
    client.dispose();
  });
}
