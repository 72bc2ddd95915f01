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

async function run(operation: string, input: Record<string, unknown>): Promise<void> {
  const type = operation[0]!.toUpperCase() + operation.slice(1);
  const payload = await send<Record<string, { userErrors: unknown[] }>>(`mutation($input: ${type}Input!) { ${operation}(input: $input) { userErrors { code } } }`, { input });
  assert.deepEqual(payload[operation]!.userErrors, []);
}

/** An application of the demo company that is under review, its checklist, and the place where the log of events stands. */
async function underReview(): Promise<{ id: string; items: string[]; after: string }> {
  const { events, applications } = await send<{ events: { endCursor: string }; applications: { nodes: { id: string; checklist: { nodes: { id: string }[] } }[] } }>(
    '{ events { endCursor } applications(first: 1, where: { status: { eq: RECEIVED } }) { nodes { id checklist(where: { verdict: { eq: UNJUDGED } }) { nodes { id } } } } }');
  const { id, checklist } = applications.nodes[0]!;
  return { id, items: checklist.nodes.map((item) => item.id), after: events.endCursor };
}

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
    const { id, items, after } = await underReview();
    const first = create();
    const told = first.iterate({ query: follow, variables: { id, after } }) as AsyncIterableIterator<Result>;
    await run('judgeChecklist', { applicationId: id, verdicts: items.map((itemId) => ({ itemId, verdict: 'MISSING' })) });
    await run('issueSupplementNotice', { applicationId: id });
    const step = await next(told);
    assert.equal(step.progressEntry.stage, 'SUPPLEMENT_REQUESTED');
    await told.return?.();
    first.dispose();

    await run('cancelApplication', { applicationId: id, reason: 'Moved away' });
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
      results.push(result.data);
    }
    assert.deepEqual(results, [{ __typename: 'Query' }]);
    client.dispose();
  });
}
