import { page, type Answer, type Asked, type Entry, type State } from './github-server.ts';

export function listIssues({ issues }: State, { query }: Asked): Answer {
  const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
  const found = issues.filter(
    ({ state = 'open', labels: has = [] }) =>
      state === (query.get('state') ?? 'open') &&
      labels.every((name) => has.some((each) => each.name === name)),
  );
  return page(found, '/repos/team/shop/issues', query);
}

export function addIssue(state: State, { body }: Asked): Answer {
  const number = state.next();
  const entry: Entry = {
    ...{ id: number, number, title: String(body['title']), body: String(body['body']), state: 'open' },
    user: { login: state.login },
    labels: (body['labels'] as string[]).map((name) => ({ name })),
  };
  state.issues.push(entry);
  return { status: 201, body: entry };
}

export function editIssue(state: State, { numbers: [number], body }: Asked): Answer {
  const entry = state.issues.find((each) => each.number === number);
  if (!entry) return { status: 404, body: { message: 'Not Found' } };
  Object.assign(entry, body);
  return { status: 200, body: entry };
}
