// Addresses are relative to the page, /graphql. Tokens are kept in memory only: they end with the page.
let tokens;

const post = (address, body, headers = {}) =>
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

const keep = async (answer) => {
  if (answer.ok) {
    tokens = await answer.json();
  }
  return answer.ok;
};

/** Signs in; answers what is wrong as { code, detail }, or nothing. */
export const signIn = async (userName, password, newPassword) => {
  const answer = await post('sign-in', { userName, password, newPassword: newPassword || undefined });
  return await keep(answer) ? undefined : await answer.json();
};

/** Sends a GraphQL request, with a fresh token where the old one has ended; answers nothing when there is none to be had. */
export const send = async (request) => {
  const ask = () => post('graphql', request, { accept: 'application/graphql-response+json', 'graphql-client-name': 'explorer', authorization: `Bearer ${tokens.accessToken}` });
  let answer = await ask();
  if (answer.status === 401 && await keep(await post('sign-in/refresh', { refreshToken: tokens.refreshToken }))) {
    answer = await ask();
  }
  return answer.status === 401 ? undefined : await answer.json();
};
