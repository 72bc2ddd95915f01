// What a running installation says of the use of its schema.
const days = 30;
const query = `query Used($coordinates: [String!]!, $since: Date!, $after: String) {
  schemaUsages(first: 100, after: $after, where: { coordinate: { in: $coordinates }, day: { range: { gte: $since } } }) {
    nodes { coordinate app day account { userName } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The coordinates whose use makes a change one that breaks: what goes or changes, or what something required is added to. */
const coordinates = ({ type, path }, schema) => {
  const [name, member, argument] = path.split('.');
  const declared = schema.getType(name);
  const members = declared?.getFields ? Object.keys(declared.getFields()) : declared?.getValues?.().map((value) => value.name) ?? [];
  if (!member || (!argument && type.endsWith('_ADDED'))) {
    return members.map((each) => `${name}.${each}`);
  }
  return [!argument || type.endsWith('_ADDED') ? `${name}.${member}` : `${name}.${member}(${argument}:)`];
};

export const usage = (address, key) => {
  const headers = { authorization: `Bearer ${key}`, 'graphql-client-name': 'tools/breaking' };
  const fetched = async (url, options) => {
    const answer = await fetch(new URL(url, address), options);
    if (!answer.ok) {
      throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    }
    return answer;
  };

  const ask = async (variables) => {
    const answer = await fetched('/graphql', { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    const { data, errors } = await answer.json();
    if (errors) {
      throw new Error(errors.map(({ message }) => message).join(' '));
    }
    return data.schemaUsages;
  };

  return {
    schema: async () => (await fetched('/graphql/schema.graphql', { headers })).text(),

    /** The changes, each with who used lately what it touches: 'desk on 2026-11-20'. */
    of: async (changes, schema) => {
      const wanted = new Map(changes.map((change) => [change, coordinates(change, schema)]));
      const all = [...new Set([...wanted.values()].flat())];
      const since = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
      const last = new Map();
      for (let at = 0; at < all.length; at += 200) {
        let after;
        do {
          const { nodes, pageInfo } = await ask({ coordinates: all.slice(at, at + 200), since, after });
          for (const { coordinate, app, day, account } of nodes) {
            const users = last.get(coordinate) ?? last.set(coordinate, new Map()).get(coordinate);
            const user = account?.userName ?? app;
            users.set(user, [users.get(user) ?? '', day].sort()[1]);
          }
          after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
        } while (after);
      }
      return [...wanted].map(([change, touched]) => {
        const users = new Map();
        for (const [user, day] of touched.flatMap((coordinate) => [...last.get(coordinate) ?? []])) {
          users.set(user, [users.get(user) ?? '', day].sort()[1]);
        }
        return [change, [...users].map(([user, day]) => `${user} on ${day}`).sort()];
      });
    },
  };
};
