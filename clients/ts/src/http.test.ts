import { test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { headers, url } from './suite';

// EC-01: the audits of graphql-http, each a test of its own. An audit warns or notices where a SHOULD or MAY is not met: that fails too.
const signedIn: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...headers, ...init?.headers } });

for (const audit of serverAudits({ url, fetchFn: signedIn })) {
  test(`GraphQL over HTTP: ${audit.name}`, async () => {
    const result = await audit.fn();
    if (result.status !== 'ok') {
      throw new Error(`${result.status}: ${result.reason}`);
    }
  });
}
