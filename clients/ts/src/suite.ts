/** The running host, as run.mjs tells of it. */
const env = (name: string): string => process.env[name] ?? (() => { throw new Error(`${name} is not set: run the tests by npm test.`); })();

/** Its address. */
export const origin = env('SUITE_URL');

/** Its GraphQL endpoint. */
export const url = `${origin}/graphql`;

/** The administrator's token. */
export const token = env('SUITE_TOKEN');

/** The administrator's name and password. */
export const account = { userName: env('SUITE_USER'), password: env('SUITE_PASSWORD') };

/** What a signed-in client sends along. */
export const headers = { authorization: `Bearer ${token}`, 'graphql-require-preflight': '1' };
