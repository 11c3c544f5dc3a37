import { page, type Answer, type Asked, type Entry, type State } from './github-server.ts';

const gone: Answer = { status: 404, body: { message: 'Not Found' } };

export const listComments = ({ comments }: State, { numbers: [of = 0], query }: Asked): Answer =>
  page(comments[of] ?? [], `/repos/team/shop/issues/${of}/comments`, query);

export function addComment(state: State, { numbers: [of = 0], body }: Asked): Answer {
  const entry: Entry = {
    ...{ id: state.next(), number: 0, body: String(body['body']), user: { login: state.login } },
  };
  (state.comments[of] ??= []).push(entry);
  return { status: 201, body: entry };
}

export function editComment(state: State, { numbers: [id], body }: Asked): Answer {
  const entry = Object.values(state.comments)
    .flat()
    .find((each) => each.id === id);
  if (!entry) return gone;
  entry.body = String(body['body']);
  return { status: 200, body: entry };
}

export function deleteComment(state: State, { numbers: [id] }: Asked): Answer {
  for (const list of Object.values(state.comments)) {
    const index = list.findIndex((each) => each.id === id);
    if (index < 0) continue;
    list.splice(index, 1);
    return { status: 204 };
  }
  return gone;
}
